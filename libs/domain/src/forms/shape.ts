import type { FieldProblem } from '@weichuang/kernel/denial';
import { isPlainObject, lengthOf, own } from './answer';
import type { Field } from './definition';
import { columnsOf } from './people';
import { problem } from './problem';

/** No single text of a form is longer: a limit of storage, not of the form. Code points. */
export const LONGEST_TEXT = 20_000;
/** No table has more rows, no list more items. */
export const MOST_ROWS = 500;

// NUL and lone surrogates: JSON can say them, PostgreSQL's jsonb cannot hold them
const UNSTORABLE = /[\0\p{Cs}]/u;

/**
 * Is the answer of the kind its field stores? What is half typed passes (`12.`, a date without its day): a draft keeps every word.
 * What cannot be stored, or would be read as something else later, does not. Blank answers pass.
 */
export function shapeProblems(field: Field, value: unknown, path: string): FieldProblem[] {
  if (value === undefined || value === null) return [];
  switch (field.type) {
    case 'text':
    case 'longtext':
    case 'number':
    case 'date':
    case 'phone':
    case 'email':
    case 'choice':
    case 'community':
    case 'need':
      return text(value, path);
    case 'integer':
    case 'money':
      // letters in it are a slip of the hand, not a broken answer: it says what to type
      return value === '' || Number.isSafeInteger(value) ? [] : typeof value === 'string' ? [problem(path, 'FIELD.NOT_A_NUMBER')] : wrong(path);
    case 'declaration':
      return typeof value === 'boolean' || value === '' ? [] : wrong(path);
    case 'period':
      return isPlainObject(value) ? [...text(own(value, 'from'), `${path}.from`), ...text(own(value, 'to'), `${path}.to`)] : wrong(path);
    case 'multichoice':
    case 'file':
      return list(value, path, (item, at) => (typeof item === 'string' ? text(item, at) : wrong(at)));
    case 'table':
    case 'people': {
      const columns = columnsOf(field);
      return list(value, path, (row, at) =>
        isPlainObject(row) ? columns.flatMap((column) => shapeProblems(column, own(row, column.id), `${at}.${column.id}`)) : wrong(at),
      );
    }
    case 'budget':
      return list(value, `${path}.lines`, budgetLine, path);
    case 'score': {
      if (!isPlainObject(value)) return wrong(path);
      return [...text(own(value, 'score'), `${path}.score`), ...text(own(value, 'comment'), `${path}.comment`)];
    }
  }
}

const wrong = (path: string): FieldProblem[] => [problem(path, 'FIELD.WRONG_SHAPE')];

function text(value: unknown, path: string): FieldProblem[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return wrong(path);
  if (UNSTORABLE.test(value)) return [problem(path, 'FIELD.UNSTORABLE_TEXT')];
  // a text is never shorter in UTF-16 units than in code points, so most texts need no count
  if (value.length > LONGEST_TEXT && lengthOf(value) > LONGEST_TEXT)
    return [problem(path, 'FIELD.TOO_LARGE_TO_STORE', { max: LONGEST_TEXT })];
  return [];
}

function list(
  value: unknown,
  path: string,
  item: (value: unknown, path: string) => FieldProblem[],
  listPath: string = path,
): FieldProblem[] {
  if (value === '') return [];
  if (!Array.isArray(value)) return wrong(listPath);
  if (value.length > MOST_ROWS) return [problem(listPath, 'FIELD.TOO_LARGE_TO_STORE', { max: MOST_ROWS })];
  return value.flatMap((one: unknown, i) => item(one, `${path}.${i}`));
}

/** A line may still be half filled; amounts must be whole fen and whole hundredths already, or money would be lost. */
function budgetLine(line: unknown, path: string): FieldProblem[] {
  if (!isPlainObject(line)) return wrong(path);
  const texts = ['id', 'category', 'content', 'unit', 'source'].flatMap((key) => text(own(line, key), `${path}.${key}`));
  const amounts = ['unitPriceFen', 'quantityHundredths'].flatMap((key) => {
    const amount = own(line, key);
    return amount === undefined || amount === null || Number.isSafeInteger(amount) ? [] : wrong(`${path}.${key}`);
  });
  return [...texts, ...amounts];
}
