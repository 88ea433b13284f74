export interface AssignmentInput {
  readonly applications: readonly string[];
  readonly judges: readonly string[];
  /** sheets each application needs, from different judges */
  readonly perApplication: number;
  /** most sheets one judge takes, kept ones included; null: no limit */
  readonly maxPerJudge: number | null;
  /** pairs that must not be made: conflicts, recusals, voided sheets */
  readonly forbidden: readonly AssignmentPair[];
  /** sheets that exist and stay, of whichever judge; they count for the application and for the judge's load */
  readonly kept: readonly AssignmentPair[];
  /** any text: decides among equals, so that the same input and seed give the same result */
  readonly seed: string;
}

export interface AssignmentPair {
  readonly applicationId: string;
  readonly judgeId: string;
}

export interface Assignment {
  /** new pairs, without the kept ones, by application and judge */
  readonly added: readonly AssignmentPair[];
  /** applications that get fewer judges than they need, and how many judges have no conflict with them */
  readonly unserved: readonly { readonly applicationId: string; readonly missing: number; readonly eligible: number }[];
  /** sheets of each judge of the panel afterwards */
  readonly loads: Readonly<Record<string, number>>;
}

interface Work {
  readonly held: Set<number>;
  readonly fixed: Set<number>;
  readonly banned: Set<number>;
}

/**
 * Gives every application its judges, the sheets as evenly spread as the conflicts and limits allow. One sheet after the other goes
 * along a shortest augmenting path, in the min-cost flow whose cost is the sum of squared loads: the path ends at the least loaded
 * judge that can be reached by passing sheets on. So as many sheets as possible are given out, and of all such assignments the
 * spread is the most even one. 1,300 × 3 among 200 judges take well under a second, since nearly every path has one step.
 */
export function assignJudges(input: AssignmentInput): Assignment {
  const random = seededRandom(input.seed);
  const judges = shuffled([...new Set(input.judges)].sort(), random);
  const applications = shuffled([...new Set(input.applications)].sort(), random);
  const numberOf = new Map(judges.map((id, index) => [id, index]));
  const work = new Map(applications.map((id): [string, Work] => [id, { held: new Set(), fixed: new Set(), banned: new Set() }]));
  const given = new Map<string, number>();
  const loads = judges.map(() => 0);

  for (const { applicationId, judgeId } of input.forbidden) add(work.get(applicationId)?.banned, numberOf.get(judgeId));
  for (const { applicationId, judgeId } of unique(input.kept)) {
    given.set(applicationId, (given.get(applicationId) ?? 0) + 1);
    const judge = numberOf.get(judgeId);
    if (judge === undefined) continue; // a judge who left the panel: the sheet stays
    add(work.get(applicationId)?.held, judge);
    add(work.get(applicationId)?.fixed, judge);
    loads[judge] = (loads[judge] ?? 0) + 1;
  }

  const search = new Search(work, judges.length, loads, input.maxPerJudge ?? Infinity);
  const missing = new Map<string, number>();
  // one judge for each in turn, so that a shortage is shared
  for (let turn = 0; turn < input.perApplication; turn++)
    for (const id of applications) {
      if ((given.get(id) ?? 0) > turn || missing.has(id)) continue;
      if (search.give(id)) given.set(id, (given.get(id) ?? 0) + 1);
      else missing.set(id, input.perApplication - (given.get(id) ?? 0));
    }

  const added = applications
    .flatMap((applicationId) => {
      const { held, fixed } = work.get(applicationId)!; // made for each above
      return [...held].filter((judge) => !fixed.has(judge)).map((judge) => ({ applicationId, judgeId: judges[judge]! })); // an index of judges
    })
    .sort((a, b) => compare(a.applicationId, b.applicationId) || compare(a.judgeId, b.judgeId));
  const unserved = [...missing]
    .map(([applicationId, count]) => ({ applicationId, missing: count, eligible: judges.length - (work.get(applicationId)?.banned.size ?? 0) }))
    .sort((a, b) => compare(a.applicationId, b.applicationId));
  return { added, unserved, loads: Object.fromEntries(judges.map((id, index) => [id, loads[index] ?? 0])) };
}

/** Where a judge was reached from: the application whose sheet would go to it, and who would pass it on (null: it is new). */
interface Step {
  readonly applicationId: string;
  readonly from: number | null;
}

class Search {
  /** applications of each judge whose sheet may still be passed on */
  private readonly movable: Set<string>[];

  constructor(
    private readonly work: ReadonlyMap<string, Work>,
    private readonly judges: number,
    private readonly loads: number[],
    private readonly most: number,
  ) {
    this.movable = loads.map(() => new Set<string>());
  }

  /** Finds one more judge for the application, others passing sheets on where that makes room. False: there is none. */
  give(applicationId: string): boolean {
    const lowest = this.loads.reduce((low, load) => Math.min(low, load), Infinity);
    const reached = new Map<number, Step>();
    const queue: number[] = [];
    const seen = new Set<string>();
    let best: number | null = null;
    const reach = (id: string, from: number | null): void => {
      if (seen.has(id)) return;
      seen.add(id);
      const { held, banned } = this.work.get(id)!; // asked for applications of the input only
      for (let judge = 0; judge < this.judges; judge++) {
        if (held.has(judge) || banned.has(judge) || reached.has(judge)) continue;
        reached.set(judge, { applicationId: id, from });
        queue.push(judge);
        const load = this.loads[judge]!; // one load a judge
        if (load < this.most && (best === null || load < this.loads[best]!)) best = judge;
      }
    };
    reach(applicationId, null);
    for (let next = 0; next < queue.length && !(best !== null && this.loads[best] === lowest); next++) {
      const judge = queue[next]!; // within the queue
      for (const id of this.movable[judge]!) reach(id, judge);
    }
    if (best === null) return false;
    this.walk(best, reached);
    return true;
  }

  private walk(end: number, reached: ReadonlyMap<number, Step>): void {
    this.loads[end] = (this.loads[end] ?? 0) + 1;
    for (let judge: number | null = end; judge !== null; ) {
      const step: Step = reached.get(judge)!; // every judge of a path was reached
      const { held } = this.work.get(step.applicationId)!;
      held.add(judge);
      this.movable[judge]!.add(step.applicationId);
      if (step.from !== null) {
        held.delete(step.from);
        this.movable[step.from]!.delete(step.applicationId);
      }
      judge = step.from;
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const add = (set: Set<number> | undefined, value: number | undefined): void => void (value === undefined || set?.add(value));

function unique(pairs: readonly AssignmentPair[]): AssignmentPair[] {
  return [...new Map(pairs.map((pair) => [`${pair.applicationId} ${pair.judgeId}`, pair])).values()];
}

/** mulberry32 over a hash of the text: good enough to break ties, and the same everywhere. */
function seededRandom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193); // a character has a code point
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!]; // both within the list
  }
  return out;
}
