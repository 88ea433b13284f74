import { hash } from '@node-rs/argon2';
import { newId } from '@weichuang/kernel/id';
import type { Client, World } from '../world';
import { sampleUscc } from './uscc';

export const SAMPLE_PASSWORD = 'a garden behind the house';

export interface OrganizationWish {
  readonly name?: string;
  readonly kind?: 'association' | 'social_service_agency' | 'foundation' | 'filed_group' | 'resident_group';
  readonly hostId?: string;
  readonly communityId?: string;
  readonly profile?: Readonly<Record<string, string>>;
  /** takes part in the world's street */
  readonly takesPart?: boolean;
}

/** An organization with a complete profile, without people. @returns its id */
export async function organizationIn(w: World, wish: OrganizationWish = {}): Promise<string> {
  const id = newId();
  const kind = wish.kind ?? 'social_service_agency';
  const group = kind === 'filed_group' || kind === 'resident_group';
  const name = wish.name ?? `春晖社会工作服务中心${id.slice(-6)}`;
  const profile = {
    address: '望江路 100 号', legalRepresentative: '李卫民', contactName: '吕佳宁', contactPhone: '13800001234', contactEmail: 'office@test.local',
    ...(group ? {} : { accountName: name, bankName: '中国建设银行望江支行', accountNumber: '32050161863600000123' }),
    ...wish.profile,
  };
  await w.rows('INSERT INTO organization (id, kind, name, uscc, host_id, community_id, registered_on, profile) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id, kind, name, group ? null : sampleUscc(kind), wish.hostId ?? null, wish.communityId ?? null, group ? null : '2018-03-01', JSON.stringify(profile),
  ]);
  if (wish.takesPart !== false) await w.rows('INSERT INTO participation (tenant_id, organization_id) VALUES ($1, $2)', [w.tenantId, id]);
  return id;
}

/** A role of a person for an organization, in no street. */
export async function memberOf(w: World, organizationId: string, role: 'applicant_owner' | 'applicant_member' = 'applicant_member'): Promise<Client> {
  const client = await w.person();
  await w.grant(client.userId, role, { organizationId });
  return client;
}

/** Gives a person a password to sign in with. @returns its address */
export async function withPassword(w: World, userId: string, password = SAMPLE_PASSWORD): Promise<string> {
  const rows = await w.rows<{ email: string }[]>('UPDATE user_account SET password_hash = $2 WHERE id = $1 RETURNING email', [
    userId, await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  ]);
  return rows[0]?.[0]?.email ?? '';
}
