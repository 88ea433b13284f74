import { dateInChina, lastDayInChina } from '@weichuang/kernel/clock';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { ApplicantKind, RoundConfig } from '../calls/round-config';
import { isPlainObject, own } from '../forms/answer';
import type { Answers, Field, FormDefinition } from '../forms/definition';
import { validateAnswers } from '../forms/validate';
import { isDay } from '../forms/value';
import { visibleFields } from '../forms/visible-fields';
import { budgetFieldOf, budgetLinesOf } from './budget-lines';
import { type BudgetRules, type Sums, budgetTotals, checkBudget } from './budget';

/** Every code that completeness adds to those of forms and budgets. */
export const COMPLETENESS_CODES = [
  'APPLICATION.TITLE_MISSING',
  'APPLICATION.TRACK_UNKNOWN',
  'APPLICATION.TRACK_NOT_FOR_KIND',
  'APPLICATION.HOST_MISSING',
  'APPLICATION.HOST_NOT_REGISTERED',
  'APPLICATION.COMMUNITY_UNKNOWN',
  'APPLICATION.NEED_MISSING',
  'APPLICATION.NEED_NOT_PUBLISHED',
  'APPLICATION.NEED_OF_OTHER_COMMUNITY',
  'APPLICATION.PAIRING_MISSING',
  'APPLICATION.PAIRING_OPEN',
  'APPLICATION.FILE_GONE',
  'APPLICATION.PERIOD_BEGINS_OUTSIDE',
  'APPLICATION.PERIOD_ENDS_OUTSIDE',
] as const;

/** What is known of an application besides its answers. */
export interface CompletenessFacts {
  readonly title: string;
  readonly trackId: string;
  /** null: a body that no track knows */
  readonly applicantKind: ApplicantKind | null;
  readonly host: { readonly registered: boolean } | null;
  readonly communityId: string | null;
  /** the cited need, as it is now */
  readonly need: { readonly published: boolean; readonly communityId: string } | null;
  readonly pairing: 'requested' | 'accepted' | 'declined' | 'withdrawn' | null;
  /** ids of the application's own stored files that are still there */
  readonly files: ReadonlySet<string>;
}

/** The instants between which the round's projects are carried out. */
export type ProjectSpan = Pick<RoundConfig['calendar'], 'projectFrom' | 'projectTo'>;

/** What of a round speaks of the answers alone: sums, caps, dates. */
export type AnswerRules = Pick<RoundConfig, 'budget' | 'maxRequestFen' | 'overCap' | 'grant'> & { readonly calendar: ProjectSpan };

type Rules = AnswerRules & Pick<RoundConfig, 'tracks' | 'needs'>;

/**
 * All that stands between an application and its submission, form first, then budget, then what goes with it.
 * Paths are field ids, or `title`, `track`, `host`, `pairing` for what is not in the form.
 */
export function whatIsMissing(rules: Rules, definition: FormDefinition, answers: Answers, facts: CompletenessFacts): FieldProblem[] {
  return [...validateAnswers(definition, answers, { mode: 'final' }), ...roundProblems(rules, definition, answers), ...placeProblems(rules, definition, answers, facts), ...fileProblems(definition, answers, facts.files)];
}

/** What the round's rules find wrong with answers that the form itself takes: server and page reckon it alike. */
export function roundProblems(rules: AnswerRules, definition: FormDefinition, answers: Answers): FieldProblem[] {
  return [...budgetProblems(rules, definition, answers), ...periodProblems(rules.calendar, definition, answers)];
}

/** The field of a form that is the project's own period. */
export const PERIOD_FIELD = 'period';

/** First and last day of the round's projects. */
export const projectDays = (span: ProjectSpan): { from: string; to: string } => ({ from: dateInChina(new Date(span.projectFrom)), to: lastDayInChina(new Date(span.projectTo)) });

/** Each end of the project's period that lies outside the round's, with the round's dates. What is no day at all and a period reversed are the form's to say. */
export function periodProblems(span: ProjectSpan, definition: FormDefinition, answers: Answers): FieldProblem[] {
  if (!visibleFields(definition, answers).some((field) => field.id === PERIOD_FIELD && field.type === 'period')) return [];
  const period = own(answers, PERIOD_FIELD);
  if (!isPlainObject(period)) return [];
  const days = projectDays(span);
  return (['from', 'to'] as const).flatMap((end): FieldProblem[] => {
    const day = own(period, end);
    return typeof day === 'string' && isDay(day) && (day < days.from || day > days.to) ? [{ path: `${PERIOD_FIELD}.${end}`, code: end === 'from' ? 'APPLICATION.PERIOD_BEGINS_OUTSIDE' : 'APPLICATION.PERIOD_ENDS_OUTSIDE', params: days }] : [];
  });
}

/** Sums and caps, only where the form itself finds the lines whole: a half-filled line is one problem, not three. */
export function budgetProblems(rules: BudgetRules, definition: FormDefinition, answers: Answers): readonly FieldProblem[] {
  const field = budgetFieldOf(definition, answers);
  if (!field) return [];
  const found = validateAnswers({ sections: [{ id: 'budget', title: { zh: '' }, fields: [{ ...field, showIf: undefined }] }] }, answers, { mode: 'final' });
  const lines = budgetLinesOf(own(answers, field.id));
  if (!lines.length || found.some((one) => one.path.startsWith(`${field.id}.lines.`))) return [];
  return checkBudget(rules, lines, field.id).problems;
}

/** What is asked and what is brought, in fen; half-filled lines count nothing. */
export function sumsOf(definition: FormDefinition, answers: Answers): Pick<Sums, 'grantFen' | 'ownFen'> {
  const field = budgetFieldOf(definition, answers);
  return field ? budgetTotals(budgetLinesOf(own(answers, field.id))) : { grantFen: 0, ownFen: 0 };
}

function placeProblems(rules: Rules, definition: FormDefinition, answers: Answers, facts: CompletenessFacts): FieldProblem[] {
  const found: FieldProblem[] = [];
  const asks = (type: Field['type']): Field | undefined => visibleFields(definition, answers).find((field) => field.type === type);
  if (!facts.title.trim() && !asksTitle(definition)) found.push({ path: 'title', code: 'APPLICATION.TITLE_MISSING' });
  const track = rules.tracks.find((one) => one.id === facts.trackId);
  if (!track) return [...found, { path: 'track', code: 'APPLICATION.TRACK_UNKNOWN' }];
  if (facts.applicantKind === null || !track.applicants.includes(facts.applicantKind)) found.push({ path: 'track', code: 'APPLICATION.TRACK_NOT_FOR_KIND' });
  if (track.hostRequired && !facts.host) found.push({ path: 'host', code: 'APPLICATION.HOST_MISSING' });
  if (facts.host && !facts.host.registered) found.push({ path: 'host', code: 'APPLICATION.HOST_NOT_REGISTERED' });

  // a form that asks for it says itself that it is blank; here only what an id cannot say of itself
  const communityField = asks('community');
  if (communityField && own(answers, communityField.id) && facts.communityId === null) found.push({ path: communityField.id, code: 'APPLICATION.COMMUNITY_UNKNOWN' });
  const needField = asks('need');
  const needPath = needField?.id ?? 'need';
  const cited = needField ? Boolean(own(answers, needField.id)) : facts.need !== null;
  if (rules.needs.citeNeed && !cited && !needField) found.push({ path: needPath, code: 'APPLICATION.NEED_MISSING' });
  if (cited && !facts.need?.published) found.push({ path: needPath, code: 'APPLICATION.NEED_NOT_PUBLISHED' });
  else if (facts.need && facts.communityId !== null && facts.need.communityId !== facts.communityId) found.push({ path: needPath, code: 'APPLICATION.NEED_OF_OTHER_COMMUNITY' });
  if (rules.needs.pairingRequired && facts.pairing !== 'accepted')
    found.push({ path: 'pairing', code: facts.pairing === 'requested' ? 'APPLICATION.PAIRING_OPEN' : 'APPLICATION.PAIRING_MISSING' });
  return found;
}

function fileProblems(definition: FormDefinition, answers: Answers, files: ReadonlySet<string>): FieldProblem[] {
  return visibleFields(definition, answers)
    .filter((field) => field.type === 'file')
    .flatMap((field) => {
      const ids = own(answers, field.id);
      return Array.isArray(ids) ? ids.flatMap((id: unknown, i) => (files.has(String(id)) ? [] : [{ path: `${field.id}.${i}`, code: 'APPLICATION.FILE_GONE' }])) : [];
    });
}

/** The field of a form that is the project's name. */
export const TITLE_FIELD = 'project_name';
const asksTitle = (definition: FormDefinition): boolean => definition.sections.some((section) => section.fields.some((field) => field.id === TITLE_FIELD));

/** What an application's own columns take over from its answers. `undefined`: the form does not ask. */
export interface Mirrored {
  readonly title: string | undefined;
  readonly communityId: string | null | undefined;
  readonly needId: string | null | undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function mirrorOf(definition: FormDefinition, answers: Answers): Mirrored {
  const fields = definition.sections.flatMap((section) => section.fields);
  const idAt = (type: Field['type']): string | null | undefined => {
    const field = fields.find((one) => one.type === type);
    if (!field) return undefined;
    const value = own(answers, field.id);
    return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : null;
  };
  const name = own(answers, TITLE_FIELD);
  return {
    title: asksTitle(definition) ? (typeof name === 'string' ? name.trim().slice(0, 400) : '') : undefined,
    communityId: idAt('community'),
    needId: idAt('need'),
  };
}
