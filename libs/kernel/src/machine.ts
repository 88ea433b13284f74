import type { Refusal } from './denial';

/** One step of a state machine: where from, where to, which permission, and why not. */
export interface Step<S extends string, F> {
  readonly from: readonly S[];
  readonly to: S;
  readonly can: string;
  readonly unless?: (facts: F) => Refusal | null;
}

export interface Machine<S extends string, E extends string, F> {
  readonly name: string;
  readonly initial: S;
  readonly states: readonly S[];
  readonly steps: Readonly<Record<E, Step<S, F>>>;
}

/** What the web shows of a step: an allowed one as a button, any other with its reason. */
export interface ActionView {
  readonly event: string;
  readonly allowed: boolean;
  readonly why?: Refusal;
}

/**
 * Declares a machine. Checked when it is made: the initial state exists and every state can be reached from it.
 * Misspelt states do not compile (`NoInfer`).
 * @throws Error when a state is unreachable: a bug, so it stops the start
 */
export function defineMachine<F>() {
  return <const S extends string, const E extends string>(def: {
    name: string;
    initial: NoInfer<S>;
    states: readonly S[];
    steps: Record<E, Step<NoInfer<S>, F>>;
  }): Machine<S, E, F> => {
    const reached = new Set<S>([def.initial]);
    const steps = Object.values<Step<S, F>>(def.steps);
    for (let grown = true; grown; ) {
      grown = false;
      for (const step of steps)
        if (!reached.has(step.to) && step.from.some((state) => reached.has(state))) {
          reached.add(step.to);
          grown = true;
        }
    }
    const lost = def.states.filter((state) => !reached.has(state));
    if (lost.length) throw new Error(`machine ${def.name}: unreachable ${lost.join(', ')}`);
    return def;
  };
}

/** May `event` happen in `state`? `null` is yes. `STATE.WRONG` when the state does not allow it, else the step's own reason. */
export function whyNot<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  state: S,
  event: E,
  facts: F,
): Refusal | null {
  const step = machine.steps[event];
  if (!step.from.includes(state))
    return { code: 'STATE.WRONG', kind: 'state', params: { machine: machine.name, state, event } };
  return step.unless?.(facts) ?? null;
}

/** The steps that lead out of `state`, each allowed or with its reason; `may` answers whether the person has the permission. */
export function actionsOf<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  state: S,
  facts: F,
  may: (permission: string) => boolean,
): ActionView[] {
  return (Object.entries(machine.steps) as [E, Step<S, F>][])
    .filter(([, step]) => step.from.includes(state) && may(step.can))
    .map(([event, step]) => {
      const why = step.unless?.(facts) ?? null;
      return why ? { event, allowed: false, why } : { event, allowed: true };
    });
}
