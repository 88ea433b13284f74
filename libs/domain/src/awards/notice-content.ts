import type { NoticeRule, RoundConfig } from '../calls/round-config';

/** One project of a notice: only what the public is to know of it. Money in fen. */
export interface NoticeLine {
  readonly awardId: string;
  readonly applicationNumber: string | null;
  readonly project: string;
  readonly organization: string;
  readonly community: string | null;
  readonly amountFen: number;
}

export interface NoticePrize {
  readonly project: string;
  readonly organization: string;
  readonly tier: string;
  readonly amountFen: number;
}

/** What a public notice says. It is kept as it was published. */
export interface NoticeContent {
  readonly issuer: string;
  readonly paragraphs: readonly string[];
  readonly lines: readonly NoticeLine[];
  readonly prizes: readonly NoticePrize[];
  /** null: the round does not publish them */
  readonly judges: readonly string[] | null;
  readonly workingDays: number;
  /** how to object */
  readonly objection: string;
  readonly contact: NoticeRule['contact'];
}

export interface NoticeInput {
  readonly kind: 'main' | 'supplementary';
  readonly street: string;
  readonly roundTitle: string;
  readonly rule: RoundConfig['notice'];
  readonly lines: readonly NoticeLine[];
  readonly prizes: readonly NoticePrize[];
  readonly judges: readonly string[];
}

const PRIVATE = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{15,19})(?!\d)/g;

/** Identity, mobile and account numbers that somebody wrote into a name or a title: `138****78`. 政务公开 asks for de-identified notices. */
export function withoutPrivateNumbers(text: string): string {
  return text.replace(PRIVATE, (found) => `${found.slice(0, 3)}****${found.slice(-2)}`);
}

/** Title and content of a notice (公示), in the words such papers use. The street may change title and text before it is published, never the list. */
export function noticeOf(input: NoticeInput): { readonly title: string; readonly content: NoticeContent } {
  const { kind, street, roundTitle, rule } = input;
  const lines = input.lines.map((line) => ({
    ...line,
    project: withoutPrivateNumbers(line.project),
    organization: withoutPrivateNumbers(line.organization),
    community: line.community === null ? null : withoutPrivateNumbers(line.community),
  }));
  const prizes = input.prizes.map((prize) => ({ ...prize, project: withoutPrivateNumbers(prize.project), organization: withoutPrivateNumbers(prize.organization) }));
  const opening =
    kind === 'main'
      ? `根据《${roundTitle}》征集公告，经公开征集、资格审查、专家评审，并经${street}研究决定，现将拟资助项目予以公示，接受社会监督。`
      : `《${roundTitle}》拟资助项目公示后，因有名额空出，按照评审名次依次递补。经${street}研究决定，现将递补的拟资助项目予以公示，接受社会监督。`;
  return {
    title: kind === 'main' ? `${roundTitle}拟资助项目公示` : `${roundTitle}拟资助项目公示（递补）`,
    content: {
      issuer: street,
      paragraphs: [opening],
      lines,
      prizes: kind === 'main' ? prizes : [],
      judges: rule.showJudges ? [...input.judges] : null,
      workingDays: rule.workingDays,
      objection:
        '公示期内，任何单位和个人对拟资助项目有异议的，可在本平台的公示页面提交，或以书面形式向我单位提出，写明异议事项、事实依据和联系方式。以个人名义提出的请写明真实姓名，以单位名义提出的应当加盖公章。匿名或者逾期提出的异议不予受理。',
      contact: rule.contact,
    },
  };
}

/** 〔2026〕3号 of the street's notices in that year, with the street's short name before it. `seq` counts from 1. */
export const noticeNumber = (shortName: string, year: number, seq: number): string => `${shortName}公示〔${year}〕${seq}号`;
