import { ApiProblem } from '../../../app/api';
import type { ActivityBody } from './activity-form';

export interface HeldActivity {
  readonly id: string;
  readonly revision: number;
}

export interface ActivityRoutes {
  /** the server makes one record of a key and answers with it ever after, whatever comes with the key */
  readonly file: (body: ActivityBody, clientKey: string) => Promise<HeldActivity>;
  readonly edit: (held: HeldActivity, body: ActivityBody) => Promise<HeldActivity>;
}

const refused = (error: unknown): boolean => error instanceof ApiProblem && error.status >= 400 && error.status < 500;
const same = (a: ActivityBody, b: ActivityBody): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Sends a record from a place with a bad line. An answer that was lost leaves open whether the record is there: so what was sent first
 * is sent again under its key, which makes or finds that one record, and what was changed since follows as a correction. So there is
 * never a second record, and never the first version in place of the last.
 * @param begun the record that is corrected, null for a new one
 */
export function activitySender({ file, edit }: ActivityRoutes, begun: HeldActivity | null, fresh: () => string = () => crypto.randomUUID()): (body: ActivityBody) => Promise<HeldActivity> {
  let held = begun;
  let open: { readonly key: string; readonly body: ActivityBody } | null = null;
  const begin = async (body: ActivityBody): Promise<void> => {
    open ??= { key: fresh(), body };
    try {
      held = await file(open.body, open.key);
    } catch (error) {
      // refused: nothing is there under this key
      const stale = refused(error) && !same(open.body, body);
      if (refused(error)) open = null;
      if (!stale) throw error;
      await begin(body);
    }
  };
  return async (body) => {
    if (held) held = await edit(held, body);
    else {
      await begin(body);
      if (held && open && !same(open.body, body)) held = await edit(held, body);
    }
    if (!held) throw new Error('an activity that was sent has no id');
    return held;
  };
}
