import type { NoticeText } from '@weichuang/contracts/awards/notice';
import { useFormat } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import classes from './awards.module.css';

interface NoticeBodyProps {
  readonly content: NoticeText;
  readonly startsOn: string;
  readonly endsOn: string;
  /** the date under the issuer's name */
  readonly issuedOn: string;
  /** names of projects that are no longer proposed */
  readonly cancelled?: readonly string[];
}

/** What stands on the paper below the title. The same for the preview, the public page and print. The notice itself is in Chinese. */
export function NoticeBody({ content, startsOn, endsOn, issuedOn, cancelled = [] }: NoticeBodyProps) {
  const { t } = useTranslation('awards', { lng: 'zh-CN' });
  const format = useFormat();
  const total = content.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const { contact } = content;
  const yuan = (fen: number) => format.money(fen).replace('¥', '');
  return (
    <div className={classes.paper} lang="zh-CN">
      {content.paragraphs.map((paragraph) => <p key={paragraph} className={classes.indent}>{paragraph}</p>)}
      <p className={classes.indent}><b>{t('paper.period')}</b>{t('paper.periodText', { from: chineseDay(startsOn), to: chineseDay(endsOn), n: content.workingDays })}</p>
      <div className={classes.paperScroll}>
        <table>
          <caption className="wc-hidden">{t('paper.caption')}</caption>
          <thead><tr><th>{t('paper.no')}</th><th>{t('paper.project')}</th><th>{t('paper.organization')}</th><th>{t('paper.community')}</th><th className="wc-num">{t('paper.amount')}</th></tr></thead>
          <tbody>
            {content.lines.map((line, index) => (
              <tr key={line.awardId} data-cancelled={cancelled.includes(line.project) || undefined}>
                <td data-label={t('paper.no')}>{index + 1}</td>
                <th scope="row">{line.project}{cancelled.includes(line.project) && <small>{t('paper.cancelled')}</small>}</th>
                <td data-label={t('paper.organization')}>{line.organization}</td>
                <td data-label={t('paper.community')}>{line.community ?? '—'}</td>
                <td data-label={t('paper.amount')} className="wc-num">{yuan(line.amountFen)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={4}>{t('paper.total', { count: content.lines.length })}</th><td className="wc-num">{yuan(total)}</td></tr></tfoot>
        </table>
      </div>
      {content.prizes.length > 0 && (
        <div>
          <p className={classes.indent}><b>{t('paper.prizes')}</b></p>
          <ul className={classes.paperList}>
            {content.prizes.map((prize) => <li key={`${prize.tier}${prize.project}`}>{prize.tier}：{prize.project}（{prize.organization}）{prize.amountFen > 0 && t('paper.prizeMoney', { sum: yuan(prize.amountFen) })}</li>)}
          </ul>
        </div>
      )}
      {content.judges && content.judges.length > 0 && <p className={classes.indent}><b>{t('paper.judges')}</b>{content.judges.join('、')}</p>}
      <p className={classes.indent}>{content.objection}</p>
      <div className={classes.contact}>
        {contact.phone && <p>{t('paper.phone')}{contact.phone}</p>}
        {contact.email && <p>{t('paper.email')}{contact.email}</p>}
        {contact.address && <p>{t('paper.address')}{contact.address}</p>}
      </div>
      <div className={classes.sign}>
        <span className={classes.sealPlace} aria-hidden>{t('paper.seal')}</span>
        <p>{content.issuer}</p>
        <p>{chineseDay(issuedOn)}</p>
      </div>
    </div>
  );
}

/** `2026-02-12` → `2026年2月12日` */
function chineseDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year ?? ''}年${month ?? ''}月${day ?? ''}日`;
}
