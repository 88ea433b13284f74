import { saveFormVersion, type FormVersionView } from '@weichuang/contracts/forms/versions';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { useAutosaver, useSaveStatus, type SaveResult } from '@weichuang/ui/form';
import { useState } from 'react';
import { ApiProblem, call } from '../../app/api';
import { useSession } from '../../app/session';

/** A draft version in the page, saved by itself; what is wrong with it comes back with each saving. */
export function useDefinitionSaver(version: FormVersionView) {
  const { user } = useSession();
  const [base] = useState({ revision: version.revision });
  const [problems, setProblems] = useState(version.problems);
  const save = async (patch: Readonly<Record<string, unknown>>): Promise<SaveResult> => {
    try {
      // title and definition are made by the editor; the server parses them again
      const body = { ...patch, revision: base.revision } as Parameters<typeof call<typeof saveFormVersion>>[1]['body'];
      const saved = await call(saveFormVersion, { params: { id: version.id }, body });
      base.revision = saved.revision;
      setProblems(saved.problems);
      return { ok: true, revision: saved.revision, savedAt: saved.savedAt };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) throw error;
      return { refused: true, why: error.detail ?? error.title };
    }
  };
  const saver = useAutosaver({ draftKey: `${user.id}/form/${version.id}`, revision: version.revision, save });
  const status = useSaveStatus(saver);
  const [held, setHeld] = useState<{ title: string; definition: FormDefinition }>(() => ({ title: version.title, definition: version.definition, ...saver.unsaved }));
  return {
    ...held,
    problems,
    status,
    setTitle: (title: string) => {
      setHeld((old) => ({ ...old, title }));
      saver.change('title', title);
    },
    setDefinition: (definition: FormDefinition) => {
      setHeld((old) => ({ ...old, definition }));
      saver.change('definition', definition);
    },
    flush: () => saver.flush(),
    revision: () => base.revision,
  };
}
export type DefinitionSaver = ReturnType<typeof useDefinitionSaver>;
