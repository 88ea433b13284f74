import { listForms } from '@weichuang/contracts/forms/versions';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '@weichuang/ui/format';
import { useApi } from '../../../app/api';
import type { Option } from './controls';

export interface VersionOptions {
  readonly application: readonly Option[];
  readonly rubric: readonly Option[];
  readonly index: readonly Option[];
  readonly progress: readonly Option[];
}

/** Published versions of the street's forms, newest first, by what they are for. */
export function useVersionOptions(tenantId: string): VersionOptions {
  const { t } = useTranslation('calls');
  const text = useText();
  const { data } = useApi(listForms, { params: { tenantId }, query: {} });
  return useMemo(() => {
    const of = (kind: string): Option[] =>
      (data?.rows ?? []).filter((form) => form.kind === kind).flatMap((form) =>
        form.versions.filter((version) => version.publishedAt !== null).map((version) => ({ value: version.id, label: [t('setup.version', { title: version.title, n: version.version }), text(form.origin ?? undefined)].filter(Boolean).join(' · ') })));
    return { application: of('application'), rubric: of('rubric'), index: of('evaluation_index'), progress: of('progress_report') };
  }, [data, t, text]);
}
