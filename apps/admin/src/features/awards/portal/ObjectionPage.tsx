import { getPortalNotice, type PortalNotice } from '@weichuang/contracts/awards/notice';
import { sendObjection } from '@weichuang/contracts/awards/objection';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, Note, PageSkeleton } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, SwitchField, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { PortalShell } from '@weichuang/ui/page';
import { isConcrete } from '@weichuang/domain/awards/objection-receipt';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { useActKey } from '../../../app/act-key';
import { call, useApi } from '../../../app/api';
import classes from '../awards.module.css';

type Receipt = z.output<typeof sendObjection.response>;

/** The form for an objection against a proposed award. Nobody has to sign in. */
export default function ObjectionPage() {
  const { noticeId = '' } = useParams();
  const { t } = useTranslation('awards');
  const { data, error, refetch } = useApi(getPortalNotice, { params: { noticeId } });
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const back = <Link to={`/notices/${data.id}`}>{t('form.back', { title: data.title })}</Link>;
  return (
    <PortalShell title={t('form.title')} meta={back}>
      {receipt ? <Sent receipt={receipt} noticeId={data.id} /> : data.mayObject ? <ObjectionForm notice={data} onSent={setReceipt} />
        : <div className="wc-card"><EmptyState title={t('form.over')}>{t('form.overHelp', { phone: data.content.contact.phone })}</EmptyState></div>}
    </PortalShell>
  );
}

function ObjectionForm({ notice, onSent }: { notice: PortalNotice; onSent: (receipt: Receipt) => void }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  // what was written is one objection, however often it is sent
  const keyOf = useActKey();
  // the server's own rules, with their sentences in the reader's language
  const schema = useMemo(
    () =>
      z.object({
        awardId: z.string().min(1, { error: t('form.need.project') }),
        anonymous: z.boolean(),
        name: z.string().trim().max(60),
        contact: z.string().trim().max(100),
        statement: z.string().trim().max(4000).refine(isConcrete, { error: t('form.need.statement') }),
      })
        .refine((body) => body.anonymous || body.name.length > 0, { path: ['name'], error: t('form.need.name'), when: () => true })
        .refine((body) => body.anonymous || body.contact.length > 0, { path: ['contact'], error: t('form.need.contact'), when: () => true }),
    [t],
  );
  const form = useZodForm(schema, { awardId: '', anonymous: false, name: '', contact: '', statement: '' });
  const anonymous = useWatch({ control: form.control, name: 'anonymous' });
  return (
    <div className={`wc-card wc-roomy ${classes.objection}`}>
      <p className="wc-secondary">{t('form.until', { time: format.deadline(notice.endsAt) })}</p>
      <Form form={form} label={t('form.title')} onSubmit={async (body) => onSent(await call(sendObjection, { params: { noticeId: notice.id }, body: { ...body, key: keyOf(body) } }))}>
        <SelectField control={form.control} name="awardId" label={t('form.project')} required
          options={notice.content.lines.map((line) => ({ value: line.awardId, label: `${line.project}（${line.organization}）` }))} />
        <TextAreaField control={form.control} name="statement" label={t('form.statement')} help={t('form.statementHelp')} rows={7} maxLength={4000} required />
        {!anonymous && (
          <>
            <TextField control={form.control} name="name" label={t('form.name')} help={t('form.nameHelp')} autoComplete="name" required />
            <TextField control={form.control} name="contact" label={t('form.contact')} help={t('form.contactHelp')} autoComplete="tel" required />
          </>
        )}
        <SwitchField control={form.control} name="anonymous" label={t('form.anonymous')} />
        {anonymous && <Note tone="waiting" title={t('form.anonymousWarning')} />}
        <p className="wc-secondary">{t('form.privacy')}</p>
        <div className={classes.buttons}><SubmitButton>{t('form.send')}</SubmitButton></div>
      </Form>
    </div>
  );
}

function Sent({ receipt, noticeId }: { receipt: Receipt; noticeId: string }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  // the form with its button is gone: reading and tabbing go on from here
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'center' });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`wc-card ${classes.receipt}`}>
      <h2 ref={heading} tabIndex={-1}>{t('form.sent')}</h2>
      <p className={classes.receiptNumber}>{receipt.number}</p>
      <p>{t('form.sentHelp')}</p>
      <p className="wc-secondary">{receipt.project} · {format.dateTime(receipt.receivedAt)}</p>
      <div className={`${classes.buttons} wc-no-print`}>
        <Button onClick={() => print()}>{t('form.print')}</Button>
        <Button component={Link} variant="default" to={`/notices/${noticeId}`}>{t('form.toNotice')}</Button>
      </div>
    </div>
  );
}
