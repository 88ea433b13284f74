import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { FormRenderer, type FormSupport } from '@weichuang/ui/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formRules } from '../../app/form-rules';
import { problemText } from './problem-text';

/** The form as it will be filled in; nothing that is typed here is kept. */
export function Preview({ definition }: { definition: FormDefinition }) {
  const { t, i18n } = useTranslation('forms');
  const support = useMemo<FormSupport>(
    () => ({
      rules: formRules,
      problemText: (problem) => problemText(i18n.language, problem),
      communities: [{ id: 'example', label: t('exampleCommunity') }],
      needs: [{ id: 'example', label: t('exampleNeed') }],
      budget: {
        categories: [{ id: 'activity', label: t('exampleCategory') }],
        totals: (lines) => ({ lineFen: lines.map(() => null), grantFen: 0, ownFen: 0, totalFen: 0, bars: [] }),
      },
    }),
    [i18n.language, t],
  );
  if (!definition.sections.some((section) => section.fields.length)) return <p className="wc-card" style={{ padding: '1.5rem' }}>{t('empty')}</p>;
  return (
    <FormRenderer key={JSON.stringify(definition)} definition={definition} answers={{}} revision={0} draftKey={`preview/${crypto.randomUUID()}`} support={support}
      onSave={async (_patch, revision) => Promise.resolve({ ok: true, revision, savedAt: new Date().toISOString() })} />
  );
}
