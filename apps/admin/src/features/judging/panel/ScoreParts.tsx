import { enterScorePart, listScoreParts, type RankingView } from '@weichuang/contracts/judging/ranking';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ErrorNote, toast } from '@weichuang/ui/feedback';
import { useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, useApi, useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';

/** Donation, vote, bonus: entered one by one, with where the figure comes from. */
export function ScoreParts({ roundId, ranking }: { roundId: string; ranking: RankingView }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const { data } = useApi(listScoreParts, { params: { roundId } });
  const enter = useApiMutation(enterScorePart);
  const [chosen, setChosen] = useState({ application: '', part: ranking.parts[0]?.id ?? '', value: '', evidence: '' });
  const [error, setError] = useState<unknown>(null);
  const held = data?.parts.find((one) => one.applicationId === chosen.application && one.part === chosen.part);
  const rows = [...ranking.rows].sort((a, b) => (a.application.number ?? '').localeCompare(b.application.number ?? ''));
  const problem = (path: string) => (error instanceof ApiProblem ? error.fields.find((field) => field.path === path)?.message : undefined);
  const choose = (application: string, part: string) => {
    const known = data?.parts.find((one) => one.applicationId === application && one.part === part);
    setChosen({ application, part, value: known?.value ?? '', evidence: known?.evidence ?? '' });
    setError(null);
  };
  const save = async () => {
    setError(null);
    try {
      await enter.mutateAsync({ params: { id: chosen.application, part: chosen.part }, body: { revision: held?.revision ?? 0, value: chosen.value, evidence: chosen.evidence } });
      toast.success(t('parts.done', { value: chosen.value, title: rows.find((row) => row.id === chosen.application)?.application.title ?? '' }));
    } catch (failure) {
      setError(failure);
    }
  };
  if (rows.length === 0) return null;
  return (
    <Card title={t('parts.title')} actions={<span className="wc-secondary">{t('parts.entered', { done: data?.parts.length ?? 0, all: rows.length * ranking.parts.length })}</span>}>
      <div className={classes.stack}>
        <div className={classes.add}>
          <NativeSelect label={t('conflict.application')} value={chosen.application} onChange={(event) => choose(event.currentTarget.value, chosen.part)}
            data={[{ value: '', label: t('conflict.choose') }, ...rows.map((row) => ({ value: row.id, label: `${row.application.number ?? ''} ${row.application.title}` }))]} />
          <NativeSelect label={t('parts.part')} value={chosen.part} onChange={(event) => choose(chosen.application, event.currentTarget.value)}
            data={ranking.parts.map((part) => ({ value: part.id, label: `${text(part.name)}（${t('parts.max', { max: part.max })}）` }))} />
          <span />
        </div>
        <div className={classes.add}>
          <TextInput label={t('parts.evidence')} withAsterisk value={chosen.evidence} error={problem('evidence')} onChange={(event) => setChosen({ ...chosen, evidence: event.currentTarget.value })} />
          <TextInput label={t('parts.value')} withAsterisk inputMode="decimal" value={chosen.value} error={problem('value')} onChange={(event) => setChosen({ ...chosen, value: event.currentTarget.value.trim() })} />
          <Button disabled={!chosen.application || !chosen.value} loading={enter.isPending} onClick={() => void save()}>{t(held ? 'parts.change' : 'parts.save')}</Button>
        </div>
        {error !== null && !problem('value') && !problem('evidence') && <ErrorNote error={error} />}
      </div>
    </Card>
  );
}
