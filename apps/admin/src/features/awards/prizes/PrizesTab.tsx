import { fillPrizes, givePrize, removePrize, type RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, Note, toast } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, useZodForm } from '@weichuang/ui/form';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';

/** Prizes by tier, apart from the grants' money. */
export function PrizesTab({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  const text = useText();
  const format = useFormat();
  const [error, setError] = useState<unknown>(null);
  const [fill, remove] = [useApiMutation(fillPrizes), useApiMutation(removePrize)];
  const may = view.givePrize.allowed;
  const total = view.prizes.reduce((sum, prize) => sum + prize.amountFen, 0);
  const run = async (work: () => Promise<string>) => {
    setError(null);
    try {
      toast.success(await work());
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      {!may && view.givePrize.why && view.givePrize.why.code !== 'FORBIDDEN' && <Note title={view.givePrize.why.detail} />}
      {error !== null && <ErrorNote error={error} />}
      {may && (
        <Card title={t('prize.give')} actions={<Button size="xs" variant="default" loading={fill.isPending} onClick={() => void run(async () => t('prize.filled', { count: (await fill.mutateAsync({ params: { roundId: view.round.id } })).given }))}>{t('prize.fill')}</Button>}>
          <GiveForm key={view.prizes.length} view={view} />
        </Card>
      )}
      <Card title={t('prize.title')} actions={<span className="wc-secondary">{t('prize.total', { sum: format.money(total) })}</span>} flush>
        {view.prizes.length === 0 && <EmptyState title={t('prize.none')}>{t('prize.noneHelp')}</EmptyState>}
        <div className={classes.tiers}>
          {view.prizeTiers.map((tier) => (
            <section key={tier.id} className={classes.tier}>
              <h3>{text(tier.name)}<span className="wc-secondary">{t('prize.places', { given: tier.given, quota: tier.quota })}{tier.amountFen > 0 && <> · <Money fen={tier.amountFen} /></>}</span></h3>
              <ul>
                {view.prizes.filter((prize) => prize.tierId === tier.id).map((prize) => (
                  <li key={prize.id}>
                    <span className={classes.who}><b>{prize.project}</b><span>{prize.organization}</span></span>
                    {may && (
                      <button type="button" className={classes.more} aria-label={t('prize.remove', { project: prize.project })}
                        onClick={() => void run(async () => { await remove.mutateAsync({ params: { id: prize.id } }); return t('prize.removed', { project: prize.project }); })}><X size={16} aria-hidden /></button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Card>
    </>
  );
}

function GiveForm({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  const text = useText();
  const give = useApiMutation(givePrize);
  const form = useZodForm(givePrize.body, { applicationId: '', tierId: '' });
  const free = view.lines.filter((line) => !view.prizes.some((prize) => prize.applicationId === line.applicationId));
  return (
    <Form form={form} onSubmit={async (body) => {
      const prize = await give.mutateAsync({ params: { roundId: view.round.id }, body });
      toast.success(t('prize.given', { project: prize.project, tier: text(prize.tier) }));
    }}>
      <div className={classes.give}>
        <SelectField control={form.control} name="tierId" label={t('prize.tier')} required options={view.prizeTiers.map((tier) => ({ value: tier.id, label: t('prize.option', { name: text(tier.name), given: tier.given, quota: tier.quota }) }))} />
        <SelectField control={form.control} name="applicationId" label={t('prize.project')} required options={free.map((line) => ({ value: line.applicationId, label: `${line.rank ?? '—'} · ${line.project} · ${line.organization}` }))} />
        <SubmitButton>{t('prize.confirm')}</SubmitButton>
      </div>
    </Form>
  );
}
