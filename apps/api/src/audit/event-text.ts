import { hasText, textOf } from '@weichuang/platform/http/texts';

/** The sentence for an event's kind; slices keep theirs in `contracts/<slice>/events.{zh-CN,en}.json` as `EVENT.<kind>`. */
export function eventText(locale: 'zh-CN' | 'en', kind: string, data: Readonly<Record<string, unknown>>): string {
  const code = `EVENT.${kind}`;
  return hasText(locale, code) ? textOf(locale, code, data) : textOf(locale, 'EVENT.OTHER', { kind });
}

/** Why somebody did it, where the step asked for it. */
export function reasonIn(data: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['reason', 'note', 'comment']) {
    const value = data[key];
    if (typeof value === 'string' && value.trim()) return value;
  }
  return null;
}
