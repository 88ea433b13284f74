import { PROJECT_STATES } from '../agreements/project.machine';
import { mayBeAssigned } from './assignable';
import { evaluationMachine } from './evaluation.machine';

it('what is carried out and nobody evaluates is given to somebody', () => {
  const all = PROJECT_STATES.flatMap((project) => [null, ...evaluationMachine.states].map((evaluation) => ({ project, evaluation })));
  const open = all.filter(mayBeAssigned);
  expect(new Set(open.map((one) => one.evaluation))).toEqual(new Set([null, 'recused']));
  expect(new Set(open.map((one) => one.project))).toEqual(new Set(['active', 'rectifying', 'midterm_passed', 'accepted', 'suspended']));
});
