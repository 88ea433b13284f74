import type { Field, FormDefinition } from './definition';
import { definitionForJudges, forJudges } from './judge-view';

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, type: 'text', label: { zh: '题' }, ...more });
const form: FormDefinition = {
  sections: [
    { id: 'open', title: { zh: '一' }, fields: [field('summary'), field('experience', { identifying: true })] },
    { id: 'closed', title: { zh: '二' }, fields: [field('lead_phone', { type: 'phone', personal: true }), field('members', { type: 'people' })] },
    {
      id: 'team',
      title: { zh: '三' },
      fields: [
        field('team', { type: 'table', columns: [field('name', { identifying: true }), field('phone', { personal: true }), field('role')] }),
        field('more', { showIf: { field: 'lead_phone', is: 'answered' } }),
      ],
    },
  ],
};
const answers = {
  summary: '助老',
  experience: '某协会',
  lead_phone: '13800138000',
  members: [{ name: '李' }],
  team: [{ id: 'li-si', name: '李四', phone: '13900139000', role: '社工' }],
  more: '补充',
  not_in_form: '秘密',
};

it.each([
  ['open', false, { summary: '助老', experience: '某协会', team: [{ name: '李四', role: '社工' }], more: '补充' }],
  ['blind', true, { summary: '助老', team: [{ role: '社工' }], more: '补充' }],
])('%s judging', (_kind, blind, expected) => {
  expect(forJudges(form, answers, blind)).toEqual(expected);
});

it('draws the page of those fields alone, whatever their conditions read', () => {
  const seen = definitionForJudges(form, answers, true);
  expect(seen.sections.map((section) => [section.id, section.fields.map((one) => one.id)])).toEqual([
    ['open', ['summary']],
    ['team', ['team', 'more']],
  ]);
  expect(JSON.stringify(seen)).not.toContain('lead_phone');
  expect(seen.sections[1]!.fields[0]!.columns!.map((column) => column.id)).toEqual(['role']);
});

it('gives two applications that differ in identity alone the same bytes when blind', () => {
  const other = { ...answers, experience: '另一协会', lead_phone: '13700137000', members: [], team: [{ id: 'x', name: '赵', phone: '', role: '社工' }] };
  expect(JSON.stringify(forJudges(form, other, true))).toBe(JSON.stringify(forJudges(form, answers, true)));
});
