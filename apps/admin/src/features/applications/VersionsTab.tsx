import { Button } from '@mantine/core';
import { compareApplicationVersions, getApplicationPdf } from '@weichuang/contracts/applications/papers';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { EmptyState, ErrorNote, Note, TextSkeleton } from '@weichuang/ui/feedback';
import { AnswersView, type FormSupport } from '@weichuang/ui/form';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, useApi } from '../../app/api';
import classes from './applications.module.css';

/** What was handed in each time, and what one submission changed against the one before. */
export function VersionsTab({ view, support }: { view: ApplicationView; support: FormSupport }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const [compared, setCompared] = useState<number | null>(null);
  if (!view.versions.length) return <div className="wc-card"><EmptyState title={t('versions.none')}>{t('versions.noneHelp')}</EmptyState></div>;
  return (
    <>
      <Card>
        <ul>
          {view.versions.map((one) => (
            <li key={one.version} className={classes.version}>
              <b>{t('receipt.versionOf', { n: one.version })}</b>
              <span>{format.dateTime(one.submittedAt)}</span>
              <span className="wc-secondary">{one.submittedBy}</span>
              <Money fen={one.requestedFen} />
              <span>
                {one.version > 1 && <Button size="xs" variant="subtle" aria-expanded={compared === one.version} onClick={() => setCompared(compared === one.version ? null : one.version)}>{t('versions.compare', { n: one.version - 1 })}</Button>}
                <Button component="a" size="xs" variant="subtle" href={fileAddress(getApplicationPdf, { params: { id: view.id }, query: { version: one.version } })}>{t('pdf')}</Button>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {compared !== null && <Changes id={view.id} from={compared - 1} to={compared} support={support} />}
    </>
  );
}

function Changes({ id, from, to, support }: { id: string; from: number; to: number; support: FormSupport }) {
  const { t } = useTranslation('applications');
  const text = useText();
  const { data, error, refetch } = useApi(compareApplicationVersions, { params: { id, version: to }, query: { since: from } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton />;
  if (!data.changes.length) return <Note tone="info">{t('versions.same')}</Note>;
  const definition = data.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules
  /** one field alone, drawn as the form's own view draws it */
  const only = (fieldId: string): FormDefinition => ({ sections: [{ id: 'one', title: { zh: '' }, fields: definition.sections.flatMap((section) => section.fields).filter((field) => field.id === fieldId).map(({ showIf: _shown, ...field }) => field) }] });
  return (
    <Card title={t('versions.changes', { from, to, n: data.changes.length })}>
      {data.changes.map((change) => (
        <section key={change.fieldId} className={classes.change}>
          <h4>{text(change.label)}</h4>
          <div><span className={classes.sideLabel}>{t('versions.before')}</span><AnswersView definition={only(change.fieldId)} answers={{ [change.fieldId]: change.before }} support={support} /></div>
          <div data-new><span className={classes.sideLabel}>{t('versions.after')}</span><AnswersView definition={only(change.fieldId)} answers={{ [change.fieldId]: change.after }} support={support} /></div>
        </section>
      ))}
    </Card>
  );
}
