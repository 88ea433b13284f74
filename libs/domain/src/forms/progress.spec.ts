import type { Field, FormDefinition } from './definition';
import { progressOf } from './progress';

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, type: 'text', label: { zh: '题' }, ...more });
const form: FormDefinition = {
  sections: [
    { id: 'one', title: { zh: '一' }, fields: [field('a', { required: true }), field('b', { required: true, maxLength: 2 })] },
    { id: 'two', title: { zh: '二' }, fields: [field('c')] },
    { id: 'three', title: { zh: '三' }, fields: [field('d', { required: true, showIf: { field: 'a', is: 'equals', value: 'x' } })] },
  ],
};

it.each([
  ['nothing yet: nothing is done, not even what asks for nothing', {}, ['one not_started 2+0', 'two not_started 0+0'], false],
  ['begun', { a: 'y' }, ['one in_progress 1+0', 'two not_started 0+0'], false],
  ['wrong is not missing', { a: 'y', b: 'long' }, ['one in_progress 0+1', 'two not_started 0+0'], false],
  ['done', { a: 'y', b: 'ok', c: 'z' }, ['one done 0+0', 'two done 0+0'], true],
  ['complete without the optional section', { a: 'y', b: 'ok' }, ['one done 0+0', 'two not_started 0+0'], true],
  ['a section that appears', { a: 'x', b: 'ok' }, ['one done 0+0', 'two not_started 0+0', 'three not_started 1+0'], false],
])('%s', (_rule, answers, lines, complete) => {
  const progress = progressOf(form, answers);
  expect(progress.sections.map((one) => `${one.sectionId} ${one.state} ${one.missing}+${one.wrong}`)).toEqual(lines);
  expect(progress.complete).toBe(complete);
});

it('counts what was found elsewhere at the section of its field', () => {
  const progress = progressOf(form, { a: 'y', b: 'ok' }, [{ path: 'b.lines.1', code: 'BUDGET.NOT_WHOLE_FEN' }]);
  expect(progress.sections[0]).toMatchObject({ state: 'in_progress', wrong: 1 });
});
