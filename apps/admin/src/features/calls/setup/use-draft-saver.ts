import { getMissing, getRound, saveRound, type RoundDetail } from '@weichuang/contracts/calls/rounds';
import type { SaveResult } from '@weichuang/ui/form';
import { useAutosaver, useSaveStatus } from '@weichuang/ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ApiProblem, call, queryKey } from '../../../app/api';
import { useSession } from '../../../app/session';
import { draftOf, PLAIN, type Draft, valueAt, withValue } from './draft';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The round's draft in the page, saved by itself part by part. What another person changed meanwhile is never overwritten unseen. */
export function useDraftSaver(round: RoundDetail) {
  const client = useQueryClient();
  const { user } = useSession();
  const params = { roundId: round.id };
  // as the server had it when we last spoke: what differs from it now was changed by somebody else
  const [base] = useState<{ draft: Draft; revision: number }>(() => ({ draft: draftOf(round), revision: round.revision }));

  const send = async (patch: Draft, revision: number) => {
    const plain = Object.fromEntries(Object.entries(patch).filter(([key]) => PLAIN.some((one) => one === key)));
    const config = Object.fromEntries(Object.entries(patch).filter(([key]) => !PLAIN.some((one) => one === key)));
    // the draft has the shape of the round it was made from; the server parses it again
    const body = { revision, ...plain, ...(Object.keys(config).length && { config }) } as Parameters<typeof call<typeof saveRound>>[1]['body'];
    const saved = await call(saveRound, { params, body });
    base.draft = { ...base.draft, ...patch };
    base.revision = saved.revision;
    void client.invalidateQueries({ queryKey: queryKey(getMissing, { params }) });
    return { ok: true as const, ...saved };
  };
  const save = async (patch: Draft, revision: number): Promise<SaveResult> => {
    try {
      return await send(patch, revision);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) throw error;
      if (error.code !== 'REVISION.STALE') return { refused: true, why: error.detail ?? error.title };
      const fresh = await call(getRound, { params });
      const theirs = draftOf(fresh);
      const touched = Object.keys(patch).filter((key) => !same(theirs[key], base.draft[key]) && !same(theirs[key], patch[key]));
      base.draft = { ...theirs };
      base.revision = fresh.revision;
      const rest = Object.fromEntries(Object.entries(patch).filter(([key]) => !touched.includes(key)));
      const again = Object.keys(rest).length ? await send(rest, fresh.revision) : { ok: true as const, revision: fresh.revision, savedAt: new Date().toISOString() };
      return touched.length ? { conflict: true, revision: again.revision, theirs: Object.fromEntries(touched.map((key) => [key, theirs[key] ?? null])) } : again;
    }
  };

  const saver = useAutosaver({ draftKey: `${user.id}/round/${round.id}`, revision: round.revision, save });
  const status = useSaveStatus(saver);
  const latest = useRef<Draft>({ ...draftOf(round), ...saver.unsaved });
  const [draft, setDraft] = useState(latest.current);
  const get = useCallback((path: string) => valueAt(draft, path), [draft]);
  const set = useCallback(
    (path: string, value: unknown) => {
      const key = path.split('.')[0] ?? path;
      // a record in, a record out
      latest.current = withValue(latest.current, path, value) as Draft;
      setDraft(latest.current);
      saver.change(key, latest.current[key]);
    },
    [saver],
  );
  /** Takes the server's parts for those that two have changed, or keeps one's own. */
  const resolve = (mine: boolean) => {
    if (status.kind !== 'conflict') return;
    if (!mine) {
      latest.current = { ...latest.current, ...status.theirs };
      setDraft(latest.current);
    }
    saver.resolve(mine ? status.fields : []);
  };
  return { draft, get, set, status, resolve, flush: () => saver.flush(), revision: () => base.revision, safe: () => Object.keys(saver.unsaved).length === 0 };
}
