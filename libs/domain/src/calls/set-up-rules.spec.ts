import { ROUND_STATES } from './round.machine';
import { editRefusal, undertakerRefusal } from './set-up-rules';

it('is set up as a draft and never after', () => {
  expect(ROUND_STATES.filter((state) => editRefusal(state) === null)).toEqual(['draft']);
});

it('has an undertaker that may change until the review begins', () => {
  expect(ROUND_STATES.filter((state) => undertakerRefusal(state, null) === null)).toEqual(['draft', 'published', 'open', 'closed']);
});

it('has no undertaker that applies itself', () => {
  expect(undertakerRefusal('open', '阳光社工')).toEqual({ code: 'ROUND.UNDERTAKER_APPLIED', kind: 'state', params: { name: '阳光社工' } });
});
