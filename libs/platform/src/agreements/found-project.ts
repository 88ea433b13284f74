import { EMPTY_PARTY, type PartyDetails, draftAgreement, goalsOf, periodOf } from '@weichuang/domain/agreements/agreement-content';
import { planTranches } from '@weichuang/domain/agreements/tranche-plan';
import { projectDays } from '@weichuang/domain/applications/completeness';
import type { AgreementParty, RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers } from '@weichuang/domain/forms/definition';
import { lastDayInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { AgreementRow, OptimisationRow, ProjectRow } from '@weichuang/persistence/agreements/entities';
import type { OrganizationProfile } from '@weichuang/persistence/organizations/entities';
import type { Ctx } from '../context/ctx';
import { emit } from '../events/emit';
import { found } from '../http/refused';

interface Party {
  readonly name: string;
  readonly uscc: string | null;
  readonly profile: OrganizationProfile;
}

interface AwardPlace {
  readonly tenant_id: string;
  readonly round_id: string;
  readonly application_id: string;
  readonly organization_id: string;
  readonly amount_fen: number;
  readonly community_id: string | null;
  readonly number: string | null;
  readonly title: string;
  readonly form_version_id: string;
  readonly answers: Answers;
  readonly config: RoundConfig;
  readonly round_title: string;
  readonly street: { readonly name: string; readonly contact: { readonly phone?: string; readonly address?: string } };
  readonly organization: Party;
  readonly host: Party | null;
  readonly undertaker: Party | null;
  readonly community: string | null;
}

/**
 * A granted award becomes a project: its plan begins as what was judged, its agreement as the round's template has it.
 * Runs in the award's own transaction, in whichever process that is; twice for one award makes one project.
 */
export async function foundProject(ctx: Ctx, awardId: string): Promise<void> {
  if (await ctx.em.existsBy(ProjectRow, { awardId })) return;
  const place = found(await readPlace(ctx, awardId));
  const { config, answers } = place;
  const own = periodOf(answers);
  const period = own ?? projectDays(config.calendar);
  const id = newId();
  const number = place.number ?? `P-${id.slice(-8)}`;
  const at = { tenantId: place.tenant_id, roundId: place.round_id };
  await ctx.em.insert(ProjectRow, {
    ...at, id, number, applicationId: place.application_id, awardId, organizationId: place.organization_id, communityId: place.community_id,
    title: place.title, grantFen: place.amount_fen, state: 'contracted', startsOn: period.from, endsOn: period.to, revision: 1,
  });
  await ctx.em.insert(OptimisationRow, {
    // TypeORM's deep-partial of a record cannot be inferred
    ...at, id: newId(), projectId: id, formVersionId: place.form_version_id, answers: answers as object, touched: {}, state: 'drafting', comments: [], revision: 1,
  });
  const payee = place.host ?? place.organization;
  const content = draftAgreement({
    programme: place.round_title,
    parties: config.agreement.parties.flatMap((party) => {
      const details = detailsOf(party, place);
      return details ? [{ party, details }] : [];
    }),
    project: { name: place.title, no: number, community: place.community ?? '', period, goals: goalsOf(answers) },
    grantFen: place.amount_fen,
    plan: config.tranches,
    amounts: planTranches(place.amount_fen, config.tranches).map((one) => one.amountFen),
    account: { holder: payee.profile.accountName ?? payee.name, bank: payee.profile.bankName ?? '', number: payee.profile.accountNumber ?? '' },
  });
  await ctx.em.insert(AgreementRow, {
    ...at, id: newId(), projectId: id, number: `${number}-XY`, state: 'draft', content: content as object, signBy: lastDayInChina(new Date(config.calendar.signBy)),
    signedBy: [], revision: 1,
  });
  await emit(ctx, {
    kind: 'project.created', subject: { kind: 'project', id }, ...at,
    data: { awardId, applicationId: place.application_id, organizationId: place.organization_id, number, grantFen: place.amount_fen },
  });
}

/** A party that does not exist in this round (no undertaker named) signs nothing; one that is not known yet is filled in by staff. */
function detailsOf(party: AgreementParty, place: AwardPlace): PartyDetails | null {
  switch (party) {
    case 'street':
      return { ...EMPTY_PARTY, name: place.street.name, address: place.street.contact.address ?? '', phone: place.street.contact.phone ?? '' };
    case 'undertaker':
      return place.undertaker && cardOf(place.undertaker);
    case 'organization':
      // a group without legal personality signs through its host
      return place.host ? { ...cardOf(place.host), name: `${place.host.name}（代 ${place.organization.name}）` } : cardOf(place.organization);
    case 'community':
      return place.community === null ? null : { ...EMPTY_PARTY, name: `${place.community}居民委员会` };
    case 'service_centre':
      return EMPTY_PARTY;
  }
}

const cardOf = ({ name, uscc, profile }: Party): PartyDetails => ({
  name, uscc: uscc ?? '', address: profile.address ?? '', representative: profile.legalRepresentative ?? '', contact: profile.contactName ?? '', phone: profile.contactPhone ?? '',
});

async function readPlace(ctx: Ctx, awardId: string): Promise<AwardPlace | null> {
  const rows: AwardPlace[] = await ctx.em.query(
    `SELECT w.tenant_id, w.round_id, w.application_id, w.organization_id, w.amount_fen, a.community_id, a.number, v.title, v.form_version_id, v.answers,
       r.config, r.title AS round_title, json_build_object('name', t.name, 'contact', t.contact) AS street, c.name AS community,
       json_build_object('name', o.name, 'uscc', o.uscc, 'profile', o.profile) AS organization,
       CASE WHEN h.id IS NOT NULL THEN json_build_object('name', h.name, 'uscc', h.uscc, 'profile', h.profile) END AS host,
       CASE WHEN u.id IS NOT NULL THEN json_build_object('name', u.name, 'uscc', u.uscc, 'profile', u.profile) END AS undertaker
     FROM award w JOIN application a ON a.id = w.application_id JOIN application_version v ON v.application_id = a.id AND v.version = a.submitted_version
       JOIN round r ON r.id = w.round_id JOIN tenant t ON t.id = w.tenant_id JOIN organization o ON o.id = w.organization_id
       LEFT JOIN organization h ON h.id = a.host_organization_id LEFT JOIN organization u ON u.id = r.undertaker_organization_id
       LEFT JOIN community c ON c.id = a.community_id
     WHERE w.id = $1`,
    [awardId],
  );
  return rows[0] ?? null;
}
