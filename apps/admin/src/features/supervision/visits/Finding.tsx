import { Button, Textarea, TextInput } from '@mantine/core';
import { getFile } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { addFindingProof, closeFinding, reportFinding, type listVisits } from '@weichuang/contracts/supervision/delivery';
import { Dialog, ErrorNote, StateTag, toast } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { fileAddress, useApiMutation } from '../../../app/api';
import { UploadButton } from '../../../app/UploadButton';
import classes from '../supervision.module.css';
import { findingTone } from '../tones';

type FindingView = Output<typeof listVisits>['rows'][number]['findings'][number];
const ANSWERS = ['close', 'reject', 'withdraw', 'extend'] as const;
type Answer = (typeof ANSWERS)[number];

/** One finding: what is wrong, by when, what was done about it, and what the reader may do now. */
export function Finding({ finding }: { finding: FindingView }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const [act, setAct] = useState<Answer | 'report' | null>(null);
  // a to-do leads to its finding, which is only there once the visits have been read
  const anchor = `finding-${finding.id}`;
  const wanted = useLocation().hash === `#${anchor}`;
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wanted) here.current?.focus();
  }, [wanted]);
  const allowed = (event: string) => finding.actions.some((action) => action.event === event && action.allowed);
  // the account is asked for in the dialog; only the proof has to be there before
  const mayReport = finding.actions.some((action) => action.event === 'report' && (action.allowed || action.why?.code === 'FINDING.PROOF_MISSING'));
  return (
    <section ref={here} id={anchor} tabIndex={-1} className={classes.finding}>
      <header className={classes.cardHead}>
        <b>{t(`finding.severity.${finding.severity}`)}</b>
        <StateTag tone={findingTone(finding.state)}>{t(`finding.state.${finding.state}`)}</StateTag>
      </header>
      <p className={classes.prose}>{finding.description}</p>
      <p className="wc-secondary">{t('finding.by', { day: format.day(finding.rectifyBy) })}</p>
      {finding.rectification && <div><b>{t('finding.account')}</b><p className={classes.prose}>{finding.rectification}</p></div>}
      {finding.proofs.length > 0 && <ul className={classes.files}>{finding.proofs.map((file) => <li key={file.id}><a href={fileAddress(getFile, { params: { id: file.id }, query: {} })}>{format.pair(t('finding.proof'), file.name)}</a></li>)}</ul>}
      {finding.closedNote && <p><b>{t('finding.note')}</b> {finding.closedNote}</p>}
      <div className={classes.buttons}>
        {mayReport && <UploadButton route={addFindingProof} args={{ params: { id: finding.id } }} label={t('finding.addProof')} accept="image/*,.pdf" size="xs" />}
        {mayReport && <Button size="xs" disabled={!finding.proofs.length} onClick={() => setAct('report')}>{t('finding.report')}</Button>}
        {mayReport && !finding.proofs.length && <span className="wc-secondary">{t('finding.proofFirst')}</span>}
        {ANSWERS.filter(allowed).map((event) => (
          <Button key={event} size="xs" variant={event === 'close' ? 'filled' : 'default'} onClick={() => setAct(event)}>{t(`finding.act.${event}`)}</Button>
        ))}
      </div>
      {act && <FindingDialog finding={finding} act={act} onClose={() => setAct(null)} />}
    </section>
  );
}

function FindingDialog({ finding, act, onClose }: { finding: FindingView; act: Answer | 'report'; onClose: () => void }) {
  const { t } = useTranslation('supervision');
  const report = useApiMutation(reportFinding);
  const answer = useApiMutation(closeFinding);
  const [words, setWords] = useState(act === 'report' ? (finding.rectification ?? '') : '');
  const [day, setDay] = useState('');
  const needed = act !== 'close';
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const dayBox = useRef<HTMLInputElement>(null);
  const send = async () => {
    setTried(true);
    if (needed && !words.trim()) return box.current?.focus();
    if (act === 'extend' && !day) return dayBox.current?.focus();
    const params = { id: finding.id };
    try {
      if (act === 'report') await report.mutateAsync({ params, body: { revision: finding.revision, account: words } });
      else await answer.mutateAsync({ params, body: { revision: finding.revision, how: act, note: words, ...(act === 'extend' ? { rectifyBy: day } : {}) } });
      toast.success(t('finding.done'));
      onClose();
    } catch {
      // said in the dialog
    }
  };
  const error = report.error ?? answer.error;
  return (
    <Dialog open onClose={onClose} title={t(act === 'report' ? 'finding.report' : `finding.act.${act}`)}
      footer={<><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button loading={report.isPending || answer.isPending} onClick={() => void send()}>{t(act === 'report' ? 'finding.report' : `finding.act.${act}`)}</Button></>}>
      <div className={classes.dialogForm}>
        <p className={classes.prose}>{finding.description}</p>
        <Textarea ref={box} label={t(act === 'report' ? 'finding.account' : 'finding.note')} withAsterisk={needed} rows={4} maxLength={1000} value={words} onChange={(event) => setWords(event.currentTarget.value)} error={tried && needed && !words.trim() ? t(act === 'report' ? 'finding.accountMissing' : 'finding.noteMissing') : undefined} />
        {act === 'extend' && <TextInput ref={dayBox} type="date" label={t('finding.newDay')} withAsterisk value={day} onChange={(event) => setDay(event.currentTarget.value)} error={tried && !day ? t('finding.dayMissing') : undefined} />}
        {error && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
