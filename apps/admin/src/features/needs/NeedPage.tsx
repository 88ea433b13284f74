import { Autocomplete } from './Suggest';
import { closeNeed, fileNeed, getNeed, publishNeed, recallNeed, returnNeed, saveNeed, unpublishNeed, type NeedDetail } from '@weichuang/contracts/needs/needs';
import { TextInput, Textarea } from '@mantine/core';
import { ErrorNote, Note, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { SaveState, useAutosaver, useSaveStatus, type SaveResult } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { Card, Facts, NextSteps, PageHeader, type StepWords } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem, call, useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './needs.module.css';
import { NeedTag } from './states';

/** One need: written by the community, looked at by the staff. */
export default function NeedPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getNeed, { params: { id } }, { staleTime: 0 });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Need key={`${data.id} ${data.state}`} need={data} /> : <PageSkeleton />;
}

const MOVES = { file: fileNeed, recall: recallNeed, publish: publishNeed, unpublish: unpublishNeed, close: closeNeed } as const;
type Move = keyof typeof MOVES;
const isMove = (event: string): event is Move => event in MOVES;

function Need({ need }: { need: NeedDetail }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const confirm = useConfirm();
  const { has, user } = useSession();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const moves = { file: useApiMutation(fileNeed), recall: useApiMutation(recallNeed), publish: useApiMutation(publishNeed), unpublish: useApiMutation(unpublishNeed), close: useApiMutation(closeNeed) };
  const giveBack = useApiMutation(returnNeed);
  const [base] = useState({ revision: need.revision });
  const params = { id: need.id };
  const save = async (patch: Readonly<Record<string, unknown>>): Promise<SaveResult> => {
    try {
      // the fields below make values of the contract's shape; the server parses them again
      const saved = await call(saveNeed, { params, body: { ...patch, revision: base.revision } as Parameters<typeof call<typeof saveNeed>>[1]['body'] });
      base.revision = saved.revision;
      return { ok: true, ...saved };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) throw error;
      return { refused: true, why: error.detail ?? error.title };
    }
  };
  const saver = useAutosaver({ draftKey: `${user.id}/need/${need.id}`, revision: need.revision, save });
  const status = useSaveStatus(saver);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() => ({
    title: need.title, description: need.description, category: need.category ?? '', surveyCount: need.surveyCount, beneficiaries: need.beneficiaries ?? '', ...saver.unsaved,
  }));
  const set = (field: string, value: unknown) => {
    setValues((old) => ({ ...old, [field]: value }));
    saver.change(field, value);
  };
  const act = async (event: string) => {
    setFailure(null);
    const title = String(values['title']) || t('untitled');
    const answer = event === 'file' ? { reason: '' } : await confirm({
      title: t(`act.${event}.title`, { title }), consequence: t(`act.${event}.consequence`), confirm: t(`act.${event}.label`), ...(event === 'return' && { reason: 'required' as const }),
    });
    if (!answer) return;
    setBusy(event);
    try {
      await saver.flush();
      const body = { revision: base.revision };
      if (event === 'return') await giveBack.mutateAsync({ params, body: { ...body, reason: answer.reason } });
      else if (isMove(event)) await moves[event].mutateAsync({ params, body });
      toast.success(t(`act.${event}.done`, { title }));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  const filled = (field: string): boolean => { const value = values[field]; return typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''); };
  const lacking = ['title', 'description', 'category', 'surveyCount', 'beneficiaries'].filter((field) => !filled(field));
  // what is typed counts before it is saved: the reason for not handing in is the page's own list
  const actions = need.actions.map((action) => (action.event === 'file' && action.why?.code === 'NEED.INCOMPLETE' && !lacking.length ? { event: 'file', allowed: true } : action));
  const words: Record<string, StepWords> = Object.fromEntries(need.actions.map(({ event }) => [event, { label: t(`act.${event}.label`) }]));
  const community = has('community_committee');
  return (
    <div className={classes.page}>
      <PageHeader title={String(values['title'] ?? '') || t('untitled')} state={<NeedTag state={need.state} />} meta={<><span>{need.community.name}</span><span>{need.round.title}</span></>}
        back={community ? { to: '/app/needs', label: t('title') } : { to: `/app/rounds/${need.round.id}/needs`, label: t('roundNeeds') }} />
      {need.state === 'returned' && need.returnReason && <Note tone="waiting" title={t('returnedBecause')}>{need.returnReason}</Note>}
      {failure !== null && <ErrorNote error={failure} />}
      <div className={classes.columns}>
        <div className={classes.main}>
          {need.editable ? (
            <section className={`wc-card wc-roomy ${classes.form}`}>
              <div className={classes.formHead}><h2>{t('content')}</h2><SaveState status={status} /></div>
              <TextInput label={t('field.title')} description={t('field.titleHelp')} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={120} value={String(values['title'] ?? '')} onChange={(event) => set('title', event.currentTarget.value)} />
              <Autocomplete label={t('field.category')} options={['elderly', 'children', 'disabled', 'neighbours', 'environment', 'culture', 'safety', 'volunteers'].map((one) => t(`category.${one}`))} value={String(values['category'] ?? '')} onChange={(value) => set('category', value || null)} />
              <Textarea label={t('field.description')} description={t('field.descriptionHelp')} inputWrapperOrder={['label', 'input', 'description', 'error']} rows={6} maxLength={4000} value={String(values['description'] ?? '')} onChange={(event) => set('description', event.currentTarget.value)} />
              <TextInput label={t('field.beneficiaries')} description={t('field.beneficiariesHelp')} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={300} value={String(values['beneficiaries'] ?? '')} onChange={(event) => set('beneficiaries', event.currentTarget.value || null)} />
              <TextInput label={t('field.surveyCount')} description={t('field.surveyCountHelp')} inputWrapperOrder={['label', 'input', 'description', 'error']} inputMode="numeric" maxLength={7} value={values['surveyCount'] === null ? '' : String(values['surveyCount'])}
                onChange={(event) => { const text = event.currentTarget.value.replace(/\D/g, ''); set('surveyCount', text === '' ? null : Math.min(Number(text), 1_000_000)); }} />
              {lacking.length > 0 && <p className="wc-secondary">{t('lacking', { fields: lacking.map((field) => t(`field.${field}`)).join(t('comma')) })}</p>}
            </section>
          ) : (
            <Card title={t('content')}>
              <Facts items={[
                { label: t('field.category'), value: need.category ?? '—' },
                { label: t('field.description'), value: <p style={{ whiteSpace: 'pre-line' }}>{need.description || '—'}</p> },
                { label: t('field.beneficiaries'), value: need.beneficiaries ?? '—' },
                { label: t('field.surveyCount'), value: need.surveyCount === null ? '—' : t('people', { n: format.count(need.surveyCount) }) },
              ]} />
            </Card>
          )}
        </div>
        <aside className={classes.rail}>
          <NextSteps actions={actions} words={words} onAct={(event) => void act(event)} busy={busy} waiting={t(`waiting.${need.state}`)} />
          <Card title={t('facts')}>
            <Facts items={[
              { label: t('pairedOrganizations'), value: format.count(need.pairings) },
              { label: t('applications'), value: format.count(need.applications) },
              ...(need.round.needsCloseAt ? [{ label: t('deadline'), value: format.deadline(need.round.needsCloseAt) }] : []),
            ]} />
          </Card>
        </aside>
      </div>
    </div>
  );
}
