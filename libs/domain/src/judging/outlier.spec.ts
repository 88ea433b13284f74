import fc from 'fast-check';
import { type OutlierRule, findOutliers } from './outlier';

const sheets = (...totals: string[]): { judgeId: string; total: string }[] => totals.map((total, i) => ({ judgeId: `j${i}`, total }));
const share: OutlierRule = { shareBp: 2000, sds: null };

it.each<[string[], OutlierRule, [string, string, number | null][]]>([
  [['80', '80', '80'], share, []],
  [['80', '80', '80', '80', '40'], share, [['j4', 'low', 4444]]],
  [['120', '90', '90'], share, []], // exactly 20 % is not above
  [['120.01', '90', '90'], share, [['j0', 'high', 2001]]],
  [['100', '0', '0', '0'], { shareBp: null, sds: '1.7' }, [['j0', 'high', 30_000]]], // 1.732 deviations
  [['100', '0', '0', '0'], { shareBp: null, sds: '1.74' }, []],
  [['80', '80', '80'], { shareBp: null, sds: '0' }, []],
  [['0', '0', '0'], { shareBp: 0, sds: '0' }, []],
  [['10', '90'], share, []], // two sheets have no odd one
])('%j under %j', (totals, rule, found) => {
  expect(findOutliers(sheets(...totals), rule).map((o) => [o.judgeId, o.direction, o.offBp])).toEqual(found);
});

it('names every reason', () => {
  expect(findOutliers(sheets('80', '80', '80', '80', '40'))).toEqual([{ judgeId: 'j4', total: '40', direction: 'low', offBp: 4444, by: ['share', 'sds'] }]);
});

it('does not depend on the order, and never flags all sheets by deviation above one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }).map(String), { maxLength: 9 }), (totals) => {
      const list = sheets(...totals);
      expect(findOutliers([...list].reverse())).toEqual(findOutliers(list));
      const flagged = findOutliers(list, { shareBp: null, sds: '1' }).length;
      expect(flagged === 0 || flagged < list.length).toBe(true);
    }),
  );
});
