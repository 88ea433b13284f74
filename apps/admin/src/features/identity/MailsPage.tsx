import { Button } from '@mantine/core';
import { listMails } from '@weichuang/contracts/identity/demo';
import { EmptyState, ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { SearchBox, useListState } from '@weichuang/ui/table';
import { ChevronLeft, ChevronRight, Mail, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import classes from './identity.module.css';

/** Rows of a page: about two screens of a phone. */
const PAGE = 20;
const LINK = /(https?:\/\/\S+)/;

/** What the demo would have mailed. Its links open here, wherever the demo runs. */
export default function MailsPage() {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const { t: ui } = useTranslation('ui');
  const list = useListState([]);
  const { q, after } = list.query;
  const { data, error, refetch } = useApi(listMails, { query: { limit: PAGE, ...(q ? { q } : {}), ...(after ? { after } : {}) } }, { refetchInterval: 4000, keepPrevious: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const opened = data?.rows.find(({ id }) => id === chosen);
  const shown = opened ?? data?.rows[0];
  const back = () => {
    setChosen(null);
    requestAnimationFrame(() => document.getElementById(`mail-${chosen}`)?.focus());
  };
  return (
    <div className={classes.page}>
      <PageHeader title={t('mails.title')} meta={t('mails.lead')} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={6} />}
      <div className={classes.mailSearch} data-opened={opened ? true : undefined}><SearchBox label={t('mails.search')} value={q} onSearch={list.search} /></div>
      {data?.rows.length === 0 && q && <div className="wc-card"><EmptyState icon={<Search size={28} strokeWidth={1.5} />} title={t('mails.notFound')} /></div>}
      {data?.rows.length === 0 && !q && <div className="wc-card"><EmptyState icon={<Mail size={28} strokeWidth={1.5} />} title={t('mails.empty')}>{t('mails.emptyHelp')}</EmptyState></div>}
      {shown && (
        <div className={classes.mails} data-opened={opened ? true : undefined}>
          <div className={classes.mailPages}>
          <ul className={classes.mailList}>
            {data?.rows.map((mail) => (
              <li key={mail.id}>
                <button type="button" id={`mail-${mail.id}`} aria-current={mail.id === shown.id || undefined} onClick={() => setChosen(mail.id)}>
                  <b>{mail.subject}</b>
                  <span className={classes.small}>{mail.to}</span>
                  <span className={classes.small}>{format.dateTime(mail.createdAt)}</span>
                </button>
              </li>
            ))}
          </ul>
          {(data?.next || list.page > 1) && (
            <nav className={classes.mailTurn} aria-label={ui('table.paging')}>
              <Button variant="default" size="sm" disabled={list.page <= 1} leftSection={<ChevronLeft size={15} aria-hidden />} onClick={list.previous}>{ui('table.previous')}</Button>
              <span className="wc-secondary">{ui('table.page', { n: list.page })}</span>
              <Button variant="default" size="sm" disabled={!data?.next} rightSection={<ChevronRight size={15} aria-hidden />} onClick={() => data?.next && list.next(data.next)}>{ui('table.next')}</Button>
            </nav>
          )}
          </div>
          <div className={classes.mailSheet}>
            <button type="button" className={classes.mailBack} onClick={back}><ChevronLeft size={16} aria-hidden />{t('mails.back')}</button>
            <Card title={shown.subject}><div className={classes.mail}>
              <p className={classes.small}>{t('mails.to', { to: shown.to })} · {format.dateTime(shown.createdAt)}</p>
              <pre>{shown.body.split(LINK).map((part, i) => (LINK.test(part) ? <a key={i} href={hereOf(part)}>{part}</a> : part))}</pre>
            </div></Card>
          </div>
        </div>
      )}
    </div>
  );
}

const hereOf = (link: string): string => {
  const url = new URL(link);
  return url.pathname + url.search + url.hash;
};
