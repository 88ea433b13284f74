import type { EntityManager } from 'typeorm';
import type { CallPage } from '@weichuang/contracts/portal/calls';
import type { GrantModel, RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RoundState } from '@weichuang/domain/calls/round.machine';
import type { FormDefinition } from '@weichuang/domain/forms/definition';

export interface PortalRoundRow {
  id: string;
  street: string;
  district: string | null;
  title: string;
  edition: number;
  year: number;
  state: RoundState;
  open_at: Date;
  close_at: Date;
  pool_fen: number;
  grant: GrantModel;
  tracks: { id: string; name: { zh: string; en?: string }; applicants: string[] }[];
  needs: number;
}

/** Published rounds of all streets in use; the function gives listed columns only and runs with its owner's rights. */
export const portalRounds = (em: EntityManager): Promise<PortalRoundRow[]> =>
  em.query(`SELECT r.* FROM portal_rounds() r JOIN tenant t ON t.id = r.tenant_id WHERE t.disabled_at IS NULL ORDER BY r.close_at DESC, r.id DESC LIMIT 500`);

export interface PortalRound {
  id: string;
  title: string;
  edition: number;
  year: number;
  state: RoundState;
  config: RoundConfig;
  configHash: string | null;
  introduction: string;
  publishedAt: Date | null;
  cancelledReason: string | null;
  street: string;
  streetContact: { phone?: string; email?: string; address?: string };
  district: string | null;
  undertaker: string | null;
}

export async function portalRound(em: EntityManager, roundId: string, drafts: boolean): Promise<PortalRound | null> {
  const rows: PortalRound[] = await em.query(
    `SELECT r.id, r.title, r.edition, r.year, r.state, r.config, r.config_hash AS "configHash", r.introduction, r.published_at AS "publishedAt", r.cancelled_reason AS "cancelledReason",
       t.name AS street, t.contact AS "streetContact", d.name AS district, u.name AS undertaker
     FROM round r JOIN tenant t ON t.id = r.tenant_id JOIN region s ON s.id = t.region_id LEFT JOIN region d ON d.id = s.parent_id
     LEFT JOIN organization u ON u.id = r.undertaker_organization_id
     WHERE r.id = $1 AND (r.published_at IS NOT NULL OR $2)`,
    [roundId, drafts],
  );
  return rows[0] ?? null;
}

export const definitions = (em: EntityManager, ids: readonly string[]): Promise<{ id: string; title: string; definition: FormDefinition }[]> =>
  em.query('SELECT id, title, definition FROM form_version WHERE id = ANY ($1) AND published_at IS NOT NULL', [ids]);

export const publishedNeeds = (em: EntityManager, roundId: string): Promise<CallPage['needs']> =>
  em.query(
    `SELECT n.id, c.name AS community, n.title, n.description, n.category, n.survey_count AS "surveyCount", n.beneficiaries
     FROM need n JOIN community c ON c.id = n.community_id WHERE n.round_id = $1 AND n.state = 'published' ORDER BY c.name, n.created_at`,
    [roundId],
  );

export const publishedNotices = (em: EntityManager, roundId: string): Promise<CallPage['notices']> =>
  em.query(
    `SELECT id, number, title, starts_on AS "startsOn", ends_on AS "endsOn", state = 'published' AS running FROM public_notice
     WHERE round_id = $1 AND published_at IS NOT NULL ORDER BY published_at DESC`,
    [roundId],
  );

/** Who is funded, once a notice of it has been published. */
export const publishedResults = (em: EntityManager, roundId: string): Promise<CallPage['results']> =>
  em.query(
    `SELECT a.number, a.title, o.name AS organization, w.amount_fen AS "amountFen"
     FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id
     WHERE w.round_id = $1 AND w.state IN ('noticed', 'granted') AND EXISTS (SELECT 1 FROM public_notice n WHERE n.round_id = w.round_id AND n.decision_id = w.decision_id AND n.published_at IS NOT NULL)
     ORDER BY w.rank NULLS LAST, a.number`,
    [roundId],
  );
