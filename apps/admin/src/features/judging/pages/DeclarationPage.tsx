import { declareConflicts, getDeclaration, type DeclarationView } from '@weichuang/contracts/judging/sheets';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { EmptyState, ErrorNote, Note, PageSkeleton, StateTag, toast } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useApi, useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';

/** Before any content: with whom am I connected? Names alone are shown. */
export default function DeclarationPage() {
  const { stageId = '' } = useParams();
  const { data, error, refetch } = useApi(getDeclaration, { params: { stageId } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Declaration view={data} /> : <PageSkeleton />;
}

function Declaration({ view }: { view: DeclarationView }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const declare = useApiMutation(declareConflicts);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [noOthers, setNoOthers] = useState(false);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const named = Object.entries(reasons);
  const blank = named.filter(([, reason]) => !reason.trim());
  const list = `/app/judging/stages/${view.stage.id}`;
  const toggle = (id: string) => setReasons((old) => (id in old ? Object.fromEntries(Object.entries(old).filter(([one]) => one !== id)) : { ...old, [id]: '' }));
  const page = useRef<HTMLDivElement>(null);
  const send = async () => {
    setAsked(true);
    if (blank.length || !noOthers) {
      page.current?.querySelector<HTMLElement>(blank.length ? `#reason-${blank[0]?.[0]}` : '#no-others')?.focus();
      return;
    }
    try {
      await declare.mutateAsync({
        params: { stageId: view.stage.id },
        body: { conflicts: named.map(([applicationId, reason]) => ({ applicationId, reason })), seen: view.applications.map((one) => one.id), noOthers: true },
      });
      toast.success(t('declare.done', { count: named.length }));
      await navigate(list);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div ref={page} className={`${classes.declare} wc-roomy`}>
      <PageHeader title={t('declare.title')} back={{ to: list, label: view.round.title }} meta={<><span>{text(view.stage.name)}</span>{view.declaredAt && <span>{t('declare.at', { at: format.dateTime(view.declaredAt) })}</span>}</>} />
      {view.why && <Note tone="waiting" title={view.why.detail} />}
      <Note title={t('declare.introTitle')}>{t('declare.intro')}</Note>
      <p className="wc-secondary">{t('declare.communities', { names: view.communities.join(t('comma')) })}</p>
      {view.applications.length === 0 ? <div className="wc-card"><EmptyState title={t('declare.none')} /></div> : (
        <ul className={`${classes.declareList} wc-card`} aria-label={t('declare.list')}>
          {view.applications.map((one) => {
            const reason = reasons[one.id];
            return (
              <li key={one.id}>
                <div className={classes.declareRow}>
                  <span className={classes.declareNames}>
                    <b>{one.organization}</b>
                    <span>{one.title}</span>
                    <span>{[one.community, one.host && t('declare.host', { name: one.host })].filter(Boolean).join(' · ')}</span>
                  </span>
                  {one.conflict !== null ? <StateTag tone="paused">{t('declare.conflicted')}</StateTag>
                    : !view.why && (
                      <Checkbox label={t('declare.mark')} checked={reason !== undefined} onChange={() => toggle(one.id)} aria-label={t('declare.markOf', { name: one.organization })} />
                    )}
                </div>
                {one.conflict !== null && <span className="wc-secondary">{one.conflict}</span>}
                {reason !== undefined && (
                  <Textarea id={`reason-${one.id}`} label={t('declare.reason')} description={t('declare.reasonHelp')} withAsterisk rows={2} maxLength={500} value={reason} autoFocus
                    error={asked && !reason.trim() ? t('declare.reasonMissing') : undefined} onChange={(event) => setReasons({ ...reasons, [one.id]: event.currentTarget.value })} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {failure !== null && <ErrorNote error={failure} />}
      {!view.why && view.applications.length > 0 && (
        <div className={classes.foot}>
          <Checkbox id="no-others" label={t('declare.noOthers')} checked={noOthers} onChange={(event) => setNoOthers(event.currentTarget.checked)} error={asked && !noOthers ? t('declare.noOthersMissing') : undefined} />
          <Button loading={declare.isPending} onClick={() => void send()}>{named.length ? t('declare.sendWith', { count: named.length }) : t('declare.send')}</Button>
        </div>
      )}
    </div>
  );
}
