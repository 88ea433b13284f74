import type { Answers } from '@weichuang/domain/forms/definition';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Autosaver, type SaveAnswers, type SaveStatus } from './autosaver';
import { localCopy } from './local-copy';

/** An autosaver for as long as the form is shown; saves at once when the page is hidden, again when the network is back. */
export function useAutosaver(options: { readonly draftKey: string; readonly revision: number; readonly save: SaveAnswers; readonly onTheirs?: (theirs: Answers) => void }) {
  // the newest callback is called, though the saver is made once
  const [latest] = useState({ save: options.save, onTheirs: options.onTheirs });
  useEffect(() => {
    latest.save = options.save;
    latest.onTheirs = options.onTheirs;
  });
  const [saver] = useState(
    () => new Autosaver({ revision: options.revision, local: localCopy(options.draftKey), save: (patch, revision) => latest.save(patch, revision), onTheirs: (theirs) => latest.onTheirs?.(theirs) }),
  );
  useEffect(() => {
    saver.start();
    const flush = () => void saver.flush();
    const hidden = () => document.visibilityState === 'hidden' && flush();
    const leaving = (event: BeforeUnloadEvent) => {
      if (Object.keys(saver.unsaved).length) event.preventDefault();
    };
    addEventListener('online', flush);
    document.addEventListener('visibilitychange', hidden);
    addEventListener('beforeunload', leaving);
    return () => {
      removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('beforeunload', leaving);
      void saver.flush();
      saver.stop();
    };
  }, [saver]);
  return saver;
}

const clean: SaveStatus = { kind: 'clean' };

export const useSaveStatus = (saver: Autosaver): SaveStatus => useSyncExternalStore(saver.subscribe, saver.status, () => clean);
