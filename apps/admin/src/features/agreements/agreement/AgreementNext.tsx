import { Button, Checkbox, TextInput } from '@mantine/core';
import { type AgreementView, confirmAgreement, getAgreement, issueAgreement, recallAgreement, rejectScan } from '@weichuang/contracts/agreements/agreement';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { Dialog, ErrorNote, toast, useConfirm } from '@weichuang/ui/feedback';
import { chinaDay, serverNow, useFormat } from '@weichuang/ui/format';
import { NextSteps } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActKey } from '../../../app/act-key';
import { ApiProblem, useApi, useApiMutation } from '../../../app/api';
import { useSession } from '../../../app/session';
import classes from '../agreements.module.css';
import { ProjectNext } from '../ProjectNext';

/** What can be done about the agreement now. */
export default function AgreementNext({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const { has } = useSession();
  const confirm = useConfirm();
  const [busy, setBusy] = useState<string | null>(null);
  const [confirming, setConfirming] = useState(false);
  const { data } = useApi(getAgreement, { params: { id: project.id } });
  const [issue, recall, reject] = [useApiMutation(issueAgreement), useApiMutation(recallAgreement), useApiMutation(rejectScan)];
  if (!data) return null;
  if (project.state !== 'contracted') return <ProjectNext project={project} />;
  const params = { id: project.id };
  const act = async (event: string) => {
    if (event === 'confirm') return setConfirming(true);
    const answer = await confirm({
      title: t(`paperAct.${event}.title`, { title: project.title }), consequence: t(`paperAct.${event}.consequence`), confirm: t(`paperAct.${event}.label`),
      ...(event === 'issue' ? {} : { reason: 'required' as const }),
    });
    if (!answer) return;
    setBusy(event);
    try {
      if (event === 'issue') await issue.mutateAsync({ params, body: { revision: data.revision } });
      else await (event === 'recall' ? recall : reject).mutateAsync({ params, body: { revision: data.revision, reason: answer.reason } });
      toast.success(t(`paperAct.${event}.done`, { number: data.number }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    } finally {
      setBusy(null);
    }
  };
  const words = Object.fromEntries(['issue', 'recall', 'confirm', 'reject_scan'].map((event) => [event, { label: t(`paperAct.${event}.label`), ...(event === 'recall' ? { quiet: true } : { danger: event === 'reject_scan' }) }]));
  return (
    <>
      <NextSteps actions={data.actions.filter((one) => one.event in words)} words={words} onAct={(event) => void act(event)} busy={busy} waiting={data.may.upload && data.state === 'issued' && has('applicant_owner') ? t('paper.uploadNow') : t(`paperWaiting.${data.state}`, { day: format.day(data.signBy) })} />
      <Dialog open={confirming} onClose={() => setConfirming(false)} title={t('paperAct.confirm.title', { title: project.title })}>
        <ConfirmForm project={project} agreement={data} onClose={() => setConfirming(false)} />
      </Dialog>
    </>
  );
}

/** Staff compare the scan with the issued paper: each seal is ticked by hand. */
function ConfirmForm({ project, agreement, onClose }: { project: ProjectDetail; agreement: AgreementView; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const today = chinaDay(serverNow());
  const [signedOn, setSignedOn] = useState(today);
  const [signedBy, setSignedBy] = useState<AgreementView['signedBy'][number][]>([]);
  const keyOf = useActKey();
  const confirm = useApiMutation(confirmAgreement);
  const send = async () => {
    try {
      await confirm.mutateAsync({ params: { id: project.id }, body: { revision: agreement.revision, signedOn, signedBy }, idempotencyKey: keyOf({ signedOn, signedBy }) });
    } catch {
      return; // said below
    }
    toast.success(t('paperAct.confirm.done', { number: agreement.number }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('paperAct.confirm.consequence')}</p>
      <Checkbox.Group label={t('paper.signatures')} value={signedBy} onChange={(values) => setSignedBy(agreement.content.parties.map((one) => one.party).filter((one) => values.includes(one)))}>
        <div className={classes.checks}>{agreement.content.parties.map((one) => <Checkbox key={one.party} size="sm" value={one.party} label={`${one.label} ${one.name}`} />)}</div>
      </Checkbox.Group>
      <TextInput type="date" label={t('paper.signedOn')} max={today} value={signedOn} onChange={(event) => setSignedOn(event.currentTarget.value)} withAsterisk />
      {confirm.error && <ErrorNote error={confirm.error} />}
      <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button loading={confirm.isPending} disabled={!signedOn} onClick={() => void send()}>{t('paperAct.confirm.label')}</Button></div>
    </div>
  );
}
