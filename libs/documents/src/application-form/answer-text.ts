import { isBlank, isPlainObject } from '@weichuang/domain/forms/answer';
import type { Field } from '@weichuang/domain/forms/definition';
import { isDate } from '@weichuang/kernel/calendar';
import { formatFen, isFen } from '@weichuang/kernel/money';
import { chineseDate } from '../kit/format';

type Names = Readonly<Record<string, string>>;

/** An answer as a person reads it. Answers were checked when they came in; what is of another shape is printed as it is. */
export function answerText(field: Field, value: unknown, names: Names): string {
  if (isBlank(value)) return '—';
  switch (field.type) {
    case 'money':
      return isFen(value) ? `${formatFen(value)} 元`.replace('¥', '') : String(value);
    case 'date':
      return day(value);
    case 'period':
      return isPlainObject(value) ? `${day(value['from'])}至${day(value['to'])}` : String(value);
    case 'choice':
      return option(field, value);
    case 'multichoice':
      return asList(value).map((id) => option(field, id)).join('、');
    case 'community':
    case 'need':
      return names[String(value)] ?? String(value);
    case 'file':
      return asList(value).map((id) => names[String(id)] ?? String(id)).join('\n');
    case 'declaration':
      return value === true ? '√ 已确认' : '未确认';
    case 'score':
      return isPlainObject(value) ? `${String(value['score'])} 分${value['comment'] ? `：${String(value['comment'])}` : ''}` : String(value);
    default:
      return String(value);
  }
}

const day = (value: unknown): string => (typeof value === 'string' && isDate(value) ? chineseDate(value) : isBlank(value) ? '—' : String(value));
const option = (field: Field, id: unknown): string => field.options?.find((one) => one.id === id)?.label.zh ?? String(id);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
