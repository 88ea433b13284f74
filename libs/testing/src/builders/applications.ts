import { createHash } from 'node:crypto';
import { sampleUscc } from './uscc';
import { projectDays } from '@weichuang/domain/applications/completeness';
import type { ApplicationState } from '@weichuang/domain/applications/application.machine';
import { receiptNumber } from '@weichuang/domain/applications/receipt';
import { formatNumber } from '@weichuang/domain/calls/numbering';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { newId } from '@weichuang/kernel/id';
import type { Client, World } from '../world';
import { sampleAnswers, sampleBudget, sumsOf } from './application-answers';
import { GROUP_NAMES, ORGANIZATION_NAMES, PROJECT_NAMES } from './application-texts';
import { insertRows } from './insert';

export interface BuiltApplication {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly trackId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly communityId: string;
  readonly needId: string | null;
  readonly answers: Answers;
  readonly requestedFen: number;
  readonly ownFen: number;
}

export interface ApplicationsOptions {
  readonly state?: ApplicationState;
  /** default: the round's first track */
  readonly trackId?: string;
  /** all of this one organization, in place of an organization each */
  readonly organizationId?: string;
}

/** `n` qualified applications of `n` organizations, each with its submitted version, need and pairing. */
export const qualifiedApplications = (w: World, round: { readonly roundId: string }, n: number, options: Omit<ApplicationsOptions, 'state'> = {}): Promise<BuiltApplication[]> =>
  applications(w, round, n, { ...options, state: 'qualified' });

/** `n` complete applications in any state, written as rows. */
export async function applications(w: World, round: { readonly roundId: string }, n: number, options: ApplicationsOptions = {}): Promise<BuiltApplication[]> {
  const { config, year } = await readRound(w, round.roundId);
  const state = options.state ?? 'submitted';
  const track = config.tracks.find((one) => one.id === options.trackId) ?? config.tracks[0];
  if (!track) throw new Error('a round without a track');
  const definition = await readForm(w, track.applicationFormVersionId);
  const now = w.house.clock.now().getTime();
  const begun = await numberOf(w, round.roundId);
  const editor = await w.person('陈静');
  const group = !track.applicants.includes('registered');
  const host = group ? await organization(w, '社区社会组织服务中心', 'social_service_agency') : null;
  const built: (BuiltApplication & { readonly row: object; readonly version: object; readonly need: object | null; readonly pairing: object | null; readonly finding: object[] })[] = [];
  for (let i = 0; i < n; i++) {
    const seq = begun + i + 1;
    const id = newId();
    const communityId = w.communityIds[i % w.communityIds.length];
    if (!communityId) throw new Error('a world without communities');
    const names = group ? GROUP_NAMES : ORGANIZATION_NAMES;
    const name = `${names[i % names.length] ?? ''}${i >= names.length ? `（${Math.floor(i / names.length) + 1}）` : ''}`;
    const organizationId = options.organizationId ?? (await organization(w, name, group ? 'filed_group' : 'social_service_agency', host));
    const title = `${PROJECT_NAMES[seq % PROJECT_NAMES.length] ?? ''}${seq > PROJECT_NAMES.length ? ` ${seq}` : ''}`;
    const needId = config.needs.citeNeed ? newId() : null;
    const pairingId = config.needs.pairingRequired ? newId() : null;
    const budget = sampleBudget(config, i);
    const sums = sumsOf(budget);
    const file = await storedFile(w, round.roundId, organizationId, id);
    const answers = sampleAnswers(definition, { title, communityId, needId, budget, files: [file], ...projectDays(config.calendar) });
    const handedIn = state !== 'draft' && state !== 'expired';
    const number = handedIn ? formatNumber(config.numbering, { street: 'TEST', community: 'SQ', track: track.id, year, seq }) : null;
    const receipt = handedIn ? receiptNumber(year, Number(BigInt(`0x${id.slice(-6)}`) % 900000n) + 1) : null;
    const submittedAt = handedIn ? new Date(now - 86_400_000 + i * 1000).toISOString() : null;
    built.push({
      id, number, title, trackId: track.id, organizationId, organizationName: name, communityId, needId, answers, ...sums,
      need: needId === null ? null : { id: needId, tenant_id: w.tenantId, round_id: round.roundId, community_id: communityId, title: '独居老人日常探访与紧急联络', description: '楼道里独居老人多，希望有人定期上门看看。', category: 'elderly', state: 'published' },
      pairing: pairingId === null ? null : { id: pairingId, tenant_id: w.tenantId, round_id: round.roundId, community_id: communityId, organization_id: organizationId, need_id: needId, message: '愿与贵社区共同实施', state: 'accepted' },
      row: {
        id, tenant_id: w.tenantId, round_id: round.roundId, organization_id: organizationId, host_organization_id: host, track_id: track.id, community_id: communityId,
        need_id: needId, pairing_id: pairingId, form_version_id: track.applicationFormVersionId, title, number,
        receipt_number: receipt,
        answers, requested_fen: sums.requestedFen, own_fen: sums.ownFen, state, submitted_at: submittedAt, submitted_version: handedIn ? 1 : 0,
        created_by: editor.userId,
      },
      version: {
        id: newId(), tenant_id: w.tenantId, application_id: id, version: 1, title, form_version_id: track.applicationFormVersionId, answers,
        requested_fen: sums.requestedFen, own_fen: sums.ownFen, digest: createHash('sha256').update(canonicalJson(answers)).digest('hex'), receipt_number: receipt,
        submitted_at: submittedAt ?? new Date(now).toISOString(), submitted_by: editor.userId,
      },
      finding:
        state === 'qualified'
          ? config.eligibility.rules.map((rule) => ({ id: newId(), tenant_id: w.tenantId, application_id: id, application_version: 1, rule_id: rule.id, outcome: 'pass', automatic: rule.kind !== 'manual', checked_at: new Date(now).toISOString() }))
          : [],
    });
  }
  const handedIn = built.filter((one) => one.number !== null);
  await insertRows(w, 'need', built.flatMap((one) => one.need ?? []) as never[]);
  // an organization pairs with a community once
  const place = (one: { communityId: string; organizationId: string }): string => `${one.communityId} ${one.organizationId}`;
  const held = await w.rows<{ id: string; communityId: string; organizationId: string }>(
    `SELECT id, community_id AS "communityId", organization_id AS "organizationId" FROM pairing WHERE round_id = $1 AND state IN ('requested', 'accepted')`, [round.roundId]);
  const before = new Map(held.map((one) => [place(one), one.id]));
  const paired = new Map(built.flatMap((one) => (one.pairing && !before.has(place(one)) ? [[place(one), one] as const] : [])));
  await insertRows(w, 'pairing', [...paired.values()].map((one) => one.pairing) as never[]);
  const pairingOf = (one: BuiltApplication): string | null => before.get(place(one)) ?? (paired.get(place(one))?.pairing as { id: string } | undefined)?.id ?? null;
  await insertRows(w, 'application', built.map((one) => ({ ...one.row, pairing_id: pairingOf(one) })));
  await insertRows(w, 'application_version', handedIn.map((one) => one.version) as never[]);
  await insertRows(w, 'eligibility_finding', built.flatMap((one) => one.finding) as never[]);
  await w.rows(`INSERT INTO participation (tenant_id, organization_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`, [w.tenantId, built.map((one) => one.organizationId)]);
  await w.rows(`INSERT INTO round_number (round_id, kind, tenant_id, last) VALUES ($1, 'application', $2, $3) ON CONFLICT (round_id, kind) DO UPDATE SET last = GREATEST(round_number.last, $3)`, [round.roundId, w.tenantId, begun + n]);
  return built.map(({ row: _row, version: _version, need: _need, pairing: _pairing, finding: _finding, ...one }) => one);
}

/** Somebody of the applying organization, signed in. */
export const ownerOf = (w: World, application: { readonly organizationId: string }): Promise<Client> => w.as('applicant_owner', { organizationId: application.organizationId });

async function readRound(w: World, id: string): Promise<{ config: RoundConfig; year: number }> {
  const [row] = await w.rows<{ config: RoundConfig; year: number }>('SELECT config, year FROM round WHERE id = $1', [id]);
  if (!row) throw new Error('no such round');
  return row;
}

async function readForm(w: World, id: string): Promise<FormDefinition> {
  const [row] = await w.rows<{ definition: FormDefinition }>('SELECT definition FROM form_version WHERE id = $1', [id]);
  if (!row) throw new Error('no such form version');
  return row.definition;
}

async function numberOf(w: World, roundId: string): Promise<number> {
  const [row] = await w.rows<{ last: number }>(`SELECT last FROM round_number WHERE round_id = $1 AND kind = 'application'`, [roundId]);
  return row?.last ?? 0;
}

/** An organization with its papers; a group stands behind `hostId`. */
export async function organization(w: World, name: string, kind: 'association' | 'social_service_agency' | 'foundation' | 'filed_group' | 'resident_group', hostId: string | null = null): Promise<string> {
  const id = newId();
  const group = kind === 'filed_group' || kind === 'resident_group';
  await insertRows(w, 'organization', [
    {
      id, kind, name, uscc: group ? null : sampleUscc(kind), host_id: hostId, registered_on: group ? null : '2019-05-20', registrar: group ? null : '区民政局', revision: 1, state: 'active', created_at: '2020-01-01T00:00:00Z',
      profile: { address: '测试街道社区服务中心二楼', legalRepresentative: '陈静', contactName: '李文', contactPhone: '13812345678', contactEmail: 'contact@example.org' },
    },
  ]);
  return id;
}

/** A small PDF in the storage and its row. */
async function storedFile(w: World, roundId: string, organizationId: string, applicationId: string): Promise<string> {
  const id = newId();
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const storageName = `tests/${id}`;
  await w.house.storage.put(storageName, bytes);
  await insertRows(w, 'stored_file', [
    {
      id, tenant_id: w.tenantId, round_id: roundId, organization_id: organizationId, subject_kind: 'application', subject_id: applicationId, purpose: 'answer', name: '承诺书（盖章）.pdf',
      media_type: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), storage_name: storageName, created_at: w.house.clock.now().toISOString(),
    },
  ]);
  return id;
}
