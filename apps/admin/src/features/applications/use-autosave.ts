import { getApplication, saveApplication } from '@weichuang/contracts/applications/writing';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { SaveAnswers, SaveResult } from '@weichuang/ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { ApiProblem, call } from '../../app/api';

/** Codes after which sending the same again is of no use. */
const isFinal = (error: ApiProblem): boolean => error.status === 403 || error.status === 404 || error.status === 409 || error.status === 413 || error.status === 422 || error.code === 'APPLICATION.TOO_LARGE';

/**
 * Saves a part of the answers. When somebody else changed some of its fields first, the server takes nothing: the rest is sent again
 * alone, and those fields come back with what they hold now, to be chosen from.
 */
export function useSaveAnswers(id: string): SaveAnswers {
  const client = useQueryClient();
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return useCallback<SaveAnswers>(
    async (patch, revision) => {
      try {
        const saved = await save(id, patch, revision);
        // the last save ends after the page was left: the next page may have read what was there before it
        if (!shown.current) void client.invalidateQueries({ queryKey: [getApplication.path] });
        return saved;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (error.code === 'REVISION.STALE') return besideOthers(id, patch, error.fields.map((field) => field.path));
        if (isFinal(error)) return { refused: true, why: error.title };
        throw error;
      }
    },
    [id, client],
  );
}

async function save(id: string, patch: Answers, revision: number): Promise<SaveResult> {
  const saved = await call(saveApplication, { params: { id }, body: { revision, answers: { ...patch } } });
  return { ok: true, revision: saved.revision, savedAt: saved.savedAt };
}

async function besideOthers(id: string, patch: Answers, taken: readonly string[]): Promise<SaveResult> {
  const now = await call(getApplication, { params: { id } });
  const rest = Object.fromEntries(Object.entries(patch).filter(([field]) => !taken.includes(field)));
  const theirs = Object.fromEntries(taken.map((field) => [field, now.answers[field] ?? null]));
  if (!Object.keys(rest).length) return { conflict: true, revision: now.revision, theirs };
  const saved = await call(saveApplication, { params: { id }, body: { revision: now.revision, answers: rest } });
  return { conflict: true, revision: saved.revision, theirs };
}
