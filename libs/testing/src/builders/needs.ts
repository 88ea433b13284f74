import type { NeedState } from '@weichuang/domain/needs/need.machine';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';
import { newId } from '@weichuang/kernel/id';
import type { World } from '../world';

export interface NeedOverrides {
  /** default: the world's first community */
  readonly communityId?: string;
  readonly title?: string;
  /** default `published` */
  readonly state?: NeedState;
}

/** A community's need, inserted as a row. Returns its id. */
export async function need(w: World, roundId: string, overrides: NeedOverrides = {}): Promise<string> {
  const id = newId();
  await w.rows(
    `INSERT INTO need (id, tenant_id, round_id, community_id, title, description, category, survey_count, beneficiaries, state)
     VALUES ($1, $2, $3, $4, $5, '社区独居老人较多，子女不在身边。', '为老服务', 86, '70 岁以上独居老人约 120 人', $6)`,
    [id, w.tenantId, roundId, overrides.communityId ?? w.communityIds[0], overrides.title ?? '独居老人日间陪伴', overrides.state ?? 'published'],
  );
  return id;
}

export interface PairingOverrides {
  readonly communityId?: string;
  readonly needId?: string;
  /** default `accepted` */
  readonly state?: PairingState;
}

/** An organization paired with a community for a round, inserted as rows; the organization takes part in the street. Returns the pairing's id. */
export async function pairing(w: World, roundId: string, organizationId: string, overrides: PairingOverrides = {}): Promise<string> {
  const id = newId();
  await w.rows('INSERT INTO participation (tenant_id, organization_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [w.tenantId, organizationId]);
  await w.rows(
    `INSERT INTO pairing (id, tenant_id, round_id, community_id, organization_id, need_id, message, state) VALUES ($1, $2, $3, $4, $5, $6, '愿与社区共同实施', $7)`,
    [id, w.tenantId, roundId, overrides.communityId ?? w.communityIds[0], organizationId, overrides.needId ?? null, overrides.state ?? 'accepted'],
  );
  w.house.sessions.forgetAll();
  return id;
}
