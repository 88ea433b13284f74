import { adjustAward, type AwardLineView } from '@weichuang/contracts/awards/decision';
import { Money, useFormat } from '@weichuang/ui/format';
import { MoneyInput } from '@weichuang/ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';

/** What the line gets. While the decision is open it can be typed over; it is kept when the box is left. */
export function AmountCell({ line }: { line: AwardLineView }) {
  const editable = line.actions.some((one) => one.event === 'amount' && one.allowed);
  if (!editable) return line.amountFen ? <b className={classes.amount}><Money fen={line.amountFen} /></b> : <span className="wc-secondary">—</span>;
  // another revision is another amount: the box starts anew from it
  return <AmountBox key={line.revision} line={line} />;
}

function AmountBox({ line }: { line: AwardLineView }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const [fen, setFen] = useState<number | null>(line.amountFen);
  const [problem, setProblem] = useState<string | null>(null);
  const adjust = useApiMutation(adjustAward);
  const save = async () => {
    if (fen === line.amountFen) return setProblem(null);
    if (fen === null || !Number.isFinite(fen)) return setProblem(t('amount.wrong'));
    try {
      await adjust.mutateAsync({ params: { id: line.id }, body: { revision: line.revision, amountFen: fen } });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? (error.title ?? error.message) : t('amount.failed'));
    }
  };
  return (
    <span className={classes.amountBox}>
      <MoneyInput size="xs" aria-label={t('amount.label', { project: line.project })} value={fen} onChange={setFen} onBlur={() => void save()} disabled={adjust.isPending}
        onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur(); }} error={problem} />
      <small>{t('amount.most', { amount: format.money(line.entitledFen) })}</small>
    </span>
  );
}
