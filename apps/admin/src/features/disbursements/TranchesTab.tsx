import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { listTranches, type TrancheView } from '@weichuang/contracts/disbursements/tranches';
import { ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { Countdown, Money, useFormat } from '@weichuang/ui/format';
import { MoneyMeter } from '@weichuang/ui/chart';
import { Card } from '@weichuang/ui/page';
import { Check, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import classes from './disbursements.module.css';
import { TrancheActs } from './TrancheActs';
import { TrancheState } from './TrancheState';

/** The grant's money: each tranche with the conditions of its gate, met or missing, and who acts. */
export default function TranchesTab({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('disbursements');
  const { data, error, refetch } = useApi(listTranches, { params: { id: project.id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={8} />;
  return (
    <div className={classes.stack}>
      <Card title={t('balance')}>
        <div className={classes.stack}>
          <MoneyMeter label={t('netPaid')} usedFen={data.netPaidFen} limitFen={data.grantFen} />
          <dl className={classes.facts}>
            <div><dt>{t('account')}</dt><dd>{data.account ? <>{data.account.holder}<br />{data.account.bank}<br /><span className="wc-whole">{data.account.number}</span></> : <span className="wc-secondary">{t('noAccount')}</span>}</dd></div>
            <div><dt>{t('left')}</dt><dd><Money fen={data.grantFen - data.netPaidFen} /></dd></div>
          </dl>
        </div>
      </Card>
      {data.rows.map((row) => <Tranche key={row.id} row={row} projectId={project.id} project={`${project.number} ${project.title}`} />)}
    </div>
  );
}

function Tranche({ row, projectId, project }: { row: TrancheView; projectId: string; project: string }) {
  const { t } = useTranslation('disbursements');
  const format = useFormat();
  const open = ['planned', 'reduced', 'requested', 'withheld'].includes(row.state);
  const missing = row.conditions.filter((one) => !one.met).length;
  const facts = [
    row.dueOn && open ? { label: t('dueOn'), value: <>{format.day(row.dueOn)} <Countdown until={row.dueOn} /></> } : null,
    row.requestedBy && row.requestedAt ? { label: t('requestedBy'), value: `${row.requestedBy} · ${format.day(row.requestedAt)}` } : null,
    row.approvedBy && row.approvedAt ? { label: t('approvedBy'), value: `${row.approvedBy} · ${format.day(row.approvedAt)}` } : null,
    row.paidOn ? { label: t('paidOn'), value: [row.paidBy, format.day(row.paidOn)].filter(Boolean).join(' · ') } : null,
    row.voucherNumber ? { label: t('pay.voucher'), value: row.voucherNumber } : null,
    row.returnedFen > 0 ? { label: t('pay.returned'), value: <><Money fen={row.returnedFen} /> {row.returnedOn && format.day(row.returnedOn)} {row.returnVoucher}</> } : null,
    row.reason ? { label: t('reason'), value: row.reason } : null,
  ].filter((one) => one !== null);
  return (
    <section className={`wc-card ${classes.tranche}`} aria-label={row.name}>
      <header>
        <span className={classes.trancheName}><h3>{t('tranche', { n: row.sequence, name: row.name })}</h3><TrancheState state={row.state} /></span>
        <b className={classes.sum}><Money fen={row.amountFen} /></b>
      </header>
      {open && row.conditions.length > 0 && (
        <div className={classes.gate}>
          <p className={classes.gateHead}>{missing ? t('gate.missing', { count: missing }) : t('gate.open')}</p>
          <ul>
            {row.conditions.map((one) => (
              <li key={one.condition} data-met={one.met || undefined}>
                {one.met ? <Check size={15} aria-hidden /> : <CircleDashed size={15} aria-hidden />}
                <span><span className="wc-hidden">{t(one.met ? 'gate.isMet' : 'gate.isMissing')}</span>{one.text}{!one.met && <span className="wc-secondary"> · {t(`actor.${one.actor}`)}</span>}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {facts.length > 0 && <dl className={classes.facts}>{facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>}
      <TrancheActs tranche={{ ...row, projectId, project }} />
    </section>
  );
}
