import type { CallPage } from '@weichuang/contracts/portal/calls';
import { Note } from '@weichuang/ui/feedback';
import { Countdown, useFormat, useText } from '@weichuang/ui/format';
import { PortalShell } from '@weichuang/ui/page';
import { Scroller } from '@weichuang/ui/table';
import { StageLine } from '@weichuang/ui/stage-line';
import { Printer } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Announcements } from '../calls/Announcements';
import { useStageLine } from '../calls/use-stage-line';
import { Caps, EligibilityRules, GrantRule, NoticeRules, PrizeRules, Tracks, TrancheRules } from './CallRules';
import { ApplicationForms, Dates, Needs, ReviewRules } from './CallLists';
import classes from './portal.module.css';

/** What is folded on the screen is read on paper. */
function useUnfoldedPrint(): void {
  useEffect(() => {
    const unfold = () => document.querySelectorAll<HTMLDetailsElement>('details:not([open])').forEach((one) => { one.open = true; one.dataset['folded'] = ''; });
    const fold = () => document.querySelectorAll<HTMLDetailsElement>('details[data-folded]').forEach((one) => { one.open = false; delete one.dataset['folded']; });
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);
}

/** Everything an applicant must know of a round, in the order in which it is asked. */
export function CallView({ call, entry }: { call: CallPage; entry?: ReactNode }) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const text = useText();
  const line = useStageLine();
  const { rules } = call;
  useUnfoldedPrint();
  const sections: { id: string; title: string; content: ReactNode }[] = [
    ...(call.introduction ? [{ id: 'about', title: t('section.about'), content: <p className={classes.prose}>{call.introduction}</p> }] : []),
    { id: 'tracks', title: t('section.tracks'), content: <Tracks rules={rules} /> },
    { id: 'money', title: t('section.money'), content: <><GrantRule rules={rules} /><Caps rules={rules} /></> },
    { id: 'dates', title: t('section.dates'), content: <Dates call={call} /> },
    ...(rules.needs.collectedFirst || call.needs.length ? [{ id: 'needs', title: t('section.needs', { n: call.needs.length }), content: <Needs call={call} /> }] : []),
    { id: 'eligibility', title: t('section.eligibility'), content: <EligibilityRules rules={rules} /> },
    { id: 'materials', title: t('section.materials'), content: <ApplicationForms call={call} /> },
    { id: 'review', title: t('section.review'), content: <ReviewRules call={call} /> },
    { id: 'after', title: t('section.after'), content: <><NoticeRules rules={rules} /><TrancheRules rules={rules} /><PrizeRules rules={rules} /></> },
    { id: 'contact', title: t('section.contact'), content: <Contact call={call} /> },
  ];
  return (
    <PortalShell title={call.title} issuer={call.street}
      meta={<><span>{t('edition', { year: call.year, edition: call.edition })}</span>{call.publishedAt && <span>{t('publishedAt', { time: format.day(call.publishedAt) })}</span>}{call.undertaker && <span>{t('undertaker', { name: call.undertaker })}</span>}</>}
      actions={<>{entry}<button type="button" className={classes.print} onClick={() => print()}><Printer size={16} aria-hidden />{t('print')}</button></>}>
      {call.phase === 'cancelled' && <Note tone="danger" title={t('cancelled')}>{call.cancelledReason}</Note>}
      {call.phase === 'open' && (
        <div className={classes.deadline}><span>{t('closesAt', { time: format.deadline(rules.calendar.closeAt) })}</span><Countdown until={rules.calendar.closeAt} /></div>
      )}
      {call.phase === 'coming' && <div className={classes.deadline} data-phase="coming"><span>{t('opensAt', { time: format.dateTime(rules.calendar.openAt) })}</span></div>}
      {call.announcements.length > 0 && <section className={classes.told} aria-label={t('announcements')}><h2>{t('announcements')}</h2><Announcements rows={call.announcements} /></section>}
      {call.notices.length > 0 && (
        <section className={classes.block}>
          <h2>{t('notices')}</h2>
          <ul className={`wc-card ${classes.past}`}>
            {call.notices.map((notice) => (
              <li key={notice.id}>
                <Link to={`/notices/${notice.id}`}>
                  <span className={classes.pastTitle}><b>{notice.title}</b><small>{notice.number} · {notice.startsOn && notice.endsOn ? t('period', { from: notice.startsOn, to: notice.endsOn }) : ''}</small></span>
                  <span className={classes.phase} data-phase={notice.running ? 'open' : 'ended'}>{t(notice.running ? 'noticeRunning' : 'noticeOver')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {call.results.length > 0 && (
        <section className={classes.block}>
          <h2>{t('results', { n: call.results.length })}</h2>
          <Scroller card label={t('results', { n: call.results.length })}>
            <table className="wc-table">
              <thead><tr><th>{t('result.number')}</th><th>{t('result.title')}</th><th>{t('result.organization')}</th><th className="wc-num">{t('result.amount')}</th></tr></thead>
              <tbody>{call.results.map((row, i) => <tr key={row.number ?? i}><td className="wc-whole">{row.number}</td><td>{row.title}</td><td>{row.organization}</td><td className="wc-num">{format.money(row.amountFen)}</td></tr>)}</tbody>
            </table>
          </Scroller>
          {call.notices.some((notice) => !notice.running) && <p><Link to={`/calls/${call.id}/results`}>{t('allResults')}</Link></p>}
        </section>
      )}
      {call.state !== 'draft' && <div className={`wc-card ${classes.line}`}><StageLine {...line(call.line, call.title)} /></div>}
      <div className={classes.call}>
        <nav className={classes.toc} aria-label={t('contents')}><ol>{sections.map((section) => <li key={section.id}><a href={`#${section.id}`}>{section.title}</a></li>)}</ol></nav>
        <div className={classes.sheet}>
          {sections.map((section, i) => (
            <section key={section.id} id={section.id} className={classes.part}>
              <h2><span className={classes.ordinal}>{t(`ordinal.${i + 1}`)}</span>{section.title}</h2>
              {section.content}
            </section>
          ))}
          {call.configHash && <p className={classes.hash}>{t('hash')}<code>{call.configHash}</code></p>}
          <p className={classes.issue}><b>{call.street}</b>{call.publishedAt && <time dateTime={call.publishedAt}>{text({ zh: format.day(call.publishedAt) })}</time>}</p>
        </div>
      </div>
    </PortalShell>
  );
}

function Contact({ call }: { call: CallPage }) {
  const { t } = useTranslation('portal');
  const { phone, email, address } = call.rules.notice.contact;
  const items = [
    [t('contact.phone'), phone || call.streetContact.phone], [t('contact.email'), email || call.streetContact.email], [t('contact.address'), address || call.streetContact.address],
    [t('contact.undertaker'), call.undertaker],
  ].filter(([, value]) => value);
  return items.length ? <dl className={classes.facts}>{items.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl> : <p>{t('contact.none')}</p>;
}
