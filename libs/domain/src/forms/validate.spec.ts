import fc from 'fast-check';
import type { Answers, Field, FormDefinition } from './definition';
import { cleanAnswers, validateAnswers } from './validate';
import { visibilityOf, visibleAnswers } from './visible-fields';

const form = (...fields: Field[]): FormDefinition => ({ sections: [{ id: 's', title: { zh: '一' }, fields }] });
const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({ id: 'f', type, label: { zh: '题' }, ...more });
const codes = (definition: FormDefinition, answers: Answers, mode: 'draft' | 'final' = 'final') =>
  validateAnswers(definition, answers, { mode }).map((one) => `${one.path} ${one.code}`);

const options = [{ id: 'a', label: { zh: '甲' } }, { id: 'b', label: { zh: '乙' } }];
const uuid = '01980000-0000-7000-8000-000000000001';
const score = { max: '20', step: '0.5', kind: 'base' as const };

it.each<[string, Field, unknown, string[]]>([
  ['required', field('text', { required: true }), undefined, ['f FIELD.REQUIRED']],
  ['blanks are no answer', field('text', { required: true }), '  ', ['f FIELD.REQUIRED']],
  ['optional', field('text'), '', []],
  ['code points, not units', field('text', { maxLength: 2 }), '𠮷𠮷', []],
  ['too long', field('longtext', { maxLength: 2 }), '三个字', ['f FIELD.TOO_LONG']],
  ['one line', field('text'), 'a\nb', ['f FIELD.ONE_LINE_ONLY']],
  ['several lines', field('longtext'), 'a\nb', []],
  ['wrong shape', field('text'), 3, ['f FIELD.WRONG_SHAPE']],
  ['NUL', field('text'), 'a\0', ['f FIELD.UNSTORABLE_TEXT']],
  ['half an emoji', field('text'), '\ud83d', ['f FIELD.UNSTORABLE_TEXT']],
  ['a whole emoji', field('text'), '😀', []],
  ['a number', field('number'), '12.50', []],
  ['a float', field('number'), 12.5, ['f FIELD.WRONG_SHAPE']],
  ['no number', field('number'), '12.', ['f FIELD.NOT_A_NUMBER']],
  ['no exponent', field('number'), '1e3', ['f FIELD.NOT_A_NUMBER']],
  ['number at its minimum', field('number', { min: 0.1 }), '0.10', []],
  ['number below', field('number', { min: 0.1 }), '0.0999999', ['f FIELD.TOO_SMALL']],
  ['number above', field('number', { max: 10 }), '10.01', ['f FIELD.TOO_LARGE']],
  ['integer', field('integer', { min: 1 }), 0, ['f FIELD.TOO_SMALL']],
  ['letters where a number stands', field('integer'), 'abc', ['f FIELD.NOT_A_NUMBER']],
  ['half an integer', field('integer'), 1.5, ['f FIELD.WRONG_SHAPE']],
  ['money above', field('money', { max: 100 }), 101, ['f FIELD.MONEY_TOO_LARGE']],
  ['negative money', field('money'), -1, ['f FIELD.MONEY_TOO_SMALL']],
  ['money beyond all', field('money'), Number.MAX_SAFE_INTEGER, ['f FIELD.MONEY_TOO_LARGE']],
  ['zero money is an answer', field('money', { required: true }), 0, []],
  ['a day', field('date'), '2028-02-29', []],
  ['no such day', field('date'), '2026-02-29', ['f FIELD.NOT_A_DATE']],
  ['a slip in the year', field('date'), '0202-03-01', ['f FIELD.NOT_A_DATE']],
  ['one day is a period', field('period'), { from: '2026-05-01', to: '2026-05-01' }, []],
  ['a period reversed', field('period'), { from: '2026-05-02', to: '2026-05-01' }, ['f.to FIELD.PERIOD_REVERSED']],
  ['half a period', field('period'), { from: '2026-05-02' }, ['f.to FIELD.REQUIRED']],
  ['an empty period', field('period', { required: true }), { from: '', to: '' }, ['f FIELD.REQUIRED']],
  ['a choice', field('choice', { options }), 'a', []],
  ['no choice of ours', field('choice', { options }), 'c', ['f FIELD.NOT_AN_OPTION']],
  ['choices', field('multichoice', { options }), ['a', 'b'], []],
  ['a choice twice', field('multichoice', { options }), ['a', 'a'], ['f FIELD.REPEATED']],
  ['too many choices', field('multichoice', { options, max: 1 }), ['a', 'b'], ['f FIELD.TOO_MANY_CHOICES']],
  ['mobile', field('phone'), '138 0013 8000', []],
  ['fixed line', field('phone'), '0510-85012345', []],
  ['abroad', field('phone'), '+85223456789', []],
  ['no phone', field('phone'), '12345', ['f FIELD.NOT_A_PHONE']],
  ['mail', field('email'), 'a.b@wz.gov.cn', []],
  ['no mail', field('email'), 'a@b', ['f FIELD.NOT_AN_EMAIL']],
  ['ticked', field('declaration', { required: true }), true, []],
  ['not ticked', field('declaration', { required: true }), false, ['f FIELD.NOT_TICKED']],
  ['files', field('file', { max: 1 }), [uuid, 'x'], ['f.1 FIELD.NOT_AN_ID', 'f FIELD.TOO_MANY_FILES']],
  ['a need', field('need'), uuid, []],
  ['score', field('score', { score }), { score: '19.5' }, []],
  ['score too high', field('score', { score }), { score: '20.5' }, ['f.score FIELD.SCORE_TOO_HIGH']],
  ['score off the step', field('score', { score }), { score: '19.3' }, ['f.score FIELD.SCORE_STEP']],
  ['negative score', field('score', { score }), { score: '-1' }, ['f.score FIELD.NEGATIVE_SCORE']],
  ['score without the comment it needs', field('score', { score: { ...score, commentRequired: true } }), { score: '1' }, ['f.comment FIELD.COMMENT_REQUIRED']],
  ['comment alone', field('score', { score, required: true }), { comment: '好' }, ['f.score FIELD.REQUIRED']],
  ['too few rows', field('table', { minRows: 2, columns: [field('text')] }), [{ f: 'x' }], ['f FIELD.TOO_FEW_ROWS']],
  ['no rows at all', field('table', { minRows: 2, columns: [field('text')] }), [], ['f FIELD.TOO_FEW_ROWS']],
  ['none, or at least so many', field('table', { required: false, minRows: 2, columns: [field('text')] }), [], []],
  ['too many rows', field('table', { maxRows: 1, columns: [field('text')] }), [{}, {}], ['f FIELD.TOO_MANY_ROWS']],
  ['a cell', field('table', { columns: [{ ...field('phone'), id: 'phone', required: true }] }), [{ phone: '13800138000' }, {}, { phone: '1' }], ['f.1.phone FIELD.REQUIRED', 'f.2.phone FIELD.NOT_A_PHONE']],
  ['people have a name', field('people'), [{ phone: '' }], ['f.0.name FIELD.REQUIRED']],
  ['a budget line half filled', field('budget'), [{ id: '1', category: 'a', content: '', unitPriceFen: 1, quantityHundredths: 100, source: 'bank' }], ['f.lines.0.content FIELD.REQUIRED', 'f.lines.0.source FIELD.NOT_AN_OPTION']],
  ['a budget in parts of fen', field('budget'), [{ unitPriceFen: 0.5 }], ['f.lines.0.unitPriceFen FIELD.WRONG_SHAPE']],
])('final: %s', (_rule, one, value, expected) => {
  expect(codes(form(one), { f: value })).toEqual(expected);
});

it.each<[string, Field, unknown, string[]]>([
  ['nothing is required yet', field('text', { required: true }), undefined, []],
  ['no minimum of rows', field('table', { minRows: 2, required: true, columns: [field('text', { required: true })] }), [{}], []],
  ['a number half typed', field('number'), '12.', []],
  ['a text too long for the form', field('text', { maxLength: 2 }), 'long', []],
  ['a text too long for the table', field('longtext'), 'x'.repeat(20_001), ['f FIELD.TOO_LARGE_TO_STORE']],
  ['rows that are none', field('table', { columns: [field('text')] }), ['x'], ['f.0 FIELD.WRONG_SHAPE']],
  ['a tick that is a text', field('declaration'), 'yes', ['f FIELD.WRONG_SHAPE']],
  ['a list that is a text', field('multichoice', { options }), 'a', ['f FIELD.WRONG_SHAPE']],
  ['money in a float', field('money'), 0.1, ['f FIELD.WRONG_SHAPE']],
])('draft: %s', (_rule, one, value, expected) => {
  expect(codes(form(one), { f: value }, 'draft')).toEqual(expected);
});

const conditional = form(
  { ...field('choice', { options, required: true }), id: 'funded' },
  { ...field('text', { required: true, showIf: { field: 'funded', is: 'equals', value: 'a' } }), id: 'where' },
  { ...field('text', { required: true, showIf: { not: { field: 'where', is: 'equals', value: 'x' } } }), id: 'why' },
);

it('asks only what is shown; a field that hangs on a hidden one is undetermined', () => {
  const fields = conditional.sections[0]!.fields;
  expect([...visibilityOf(fields, {}).values()]).toEqual([true, 'unknown', 'unknown']);
  expect([...visibilityOf(fields, { funded: 'b', where: 'y' }).values()]).toEqual([true, false, 'unknown']);
  expect([...visibilityOf(fields, { funded: 'a', where: 'y' }).values()]).toEqual([true, true, true]);
  expect(codes(conditional, { funded: 'b' })).toEqual([]);
  expect(codes(conditional, { funded: 'a' })).toEqual(['where FIELD.REQUIRED']);
});

it('freezes only shown answers, while the draft remembers the hidden ones', () => {
  const answers = { funded: 'b', where: '慈善会', stranger: 1 };
  expect(cleanAnswers(conditional, answers)).toEqual({ funded: 'b', where: '慈善会' });
  expect(visibleAnswers(conditional, answers)).toEqual({ funded: 'b' });
});

it('drops what the form does not ask, in rows too, and keeps the id of a row', () => {
  const definition = form(field('table', { columns: [{ ...field('text'), id: 'name' }] }));
  const answers: Answers = { f: [{ id: 'r1', name: '王', secret: 1 }], g: 1, ['__proto__']: { f: 'x' } };
  expect(cleanAnswers(definition, answers)).toEqual({ f: [{ id: 'r1', name: '王' }] });
});

it('never throws, whatever JSON comes, and a clean draft stays clean', () => {
  const definition = form(
    ...(['text', 'number', 'integer', 'money', 'date', 'period', 'phone', 'email', 'file', 'budget', 'people', 'declaration'] as const).map((type) => ({ ...field(type, { required: true, minRows: 1 }), id: type })),
    { ...field('table', { columns: [field('date', { required: true })] }), id: 'table' },
    { ...field('score', { score }), id: 'score' },
  );
  const keys = definition.sections[0]!.fields.map((one) => one.id);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (answers) => {
      const clean = cleanAnswers(definition, answers);
      expect(cleanAnswers(definition, clean)).toEqual(clean);
      const drafts = codes(definition, clean, 'draft');
      expect(codes(definition, clean, 'final')).toEqual(expect.arrayContaining(drafts));
    }),
  );
});
