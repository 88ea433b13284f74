import { Button, Radio, Textarea } from '@mantine/core';
import { dropVerdict, getScreening, giveVerdict, type RuleRow as Rule } from '@weichuang/contracts/eligibility/screening';
import { ErrorNote, StateTag } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import classes from './eligibility.module.css';

interface RuleRowProps {
  readonly rule: Rule;
  readonly applicationId: string;
  readonly version: number;
  /** the person may still say something */
  readonly open: boolean;
}

const TONE = { pass: 'good', fail: 'bad', manual: 'waiting' } as const;

/** A rule of the call: its clause, what the data say, and a person's word where it is wanted. */
export function RuleRow({ rule, applicationId, version, open }: RuleRowProps) {
  const { t } = useTranslation('eligibility');
  const text = useText();
  const format = useFormat();
  const [turning, setTurning] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const asks = open && !rule.verdict && (rule.automatic === 'manual' || turning);
  const drop = useApiMutation(dropVerdict, { refresh: [getScreening] });
  return (
    <li ref={row} tabIndex={-1} className={classes.rule} data-outcome={rule.outcome}>
      <div className={classes.ruleHead}>
        <h3>{text(rule.title)}</h3>
        <StateTag tone={TONE[rule.outcome]}>{t(rule.overridden ? 'outcome.overridden' : `outcome.${rule.outcome}`)}</StateTag>
      </div>
      <p className={classes.clause}>{rule.clause}</p>
      <div className={classes.said}>
        <p className={classes.evidence}>{rule.evidence.text}</p>
        {open && !rule.verdict && rule.automatic !== 'manual' && !turning && <Button size="compact-xs" variant="subtle" onClick={() => setTurning(true)}>{t(rule.automatic === 'pass' ? 'turn.fail' : 'turn.pass')}</Button>}
      </div>
      {rule.verdict && (
        <div className={classes.verdict}>
          <span>{t(`verdict.${rule.verdict.outcome}`, { by: rule.verdict.by ?? '', at: format.dateTime(rule.verdict.at) })}</span>
          {rule.verdict.reason && <span>{rule.verdict.reason}</span>}
          {open && <Button size="xs" variant="subtle" loading={drop.isPending} onClick={() => drop.mutate({ params: { id: applicationId, ruleId: rule.ruleId } })}>{t('verdict.drop')}</Button>}
        </div>
      )}
      {drop.error && <ErrorNote error={drop.error} />}
      {asks && <Word rule={rule} onSave={() => row.current?.focus({ preventScroll: true })} applicationId={applicationId} version={version} {...(turning ? { onCancel: () => setTurning(false) } : {})} />}
    </li>
  );
}

/** Two answers; a reason where the rule asks for one: turning what the data say, or saying no. */
function Word({ rule, applicationId, version, onSave, onCancel }: Omit<RuleRowProps, 'open'> & { onSave: () => void; onCancel?: () => void }) {
  const { t } = useTranslation('eligibility');
  const group = useId();
  const give = useApiMutation(giveVerdict, { refresh: [getScreening] });
  const turned = rule.automatic === 'pass' ? 'fail' : rule.automatic === 'fail' ? 'pass' : null;
  const [outcome, setOutcome] = useState<'pass' | 'fail' | null>(turned);
  const [reason, setReason] = useState('');
  const needsReason = turned !== null || outcome === 'fail';
  const save = (chosen: 'pass' | 'fail', why: string) => {
    // the answer takes the question's place: who works from the keyboard goes on from here
    onSave();
    give.mutate({ params: { id: applicationId, ruleId: rule.ruleId }, body: { outcome: chosen, reason: why, version } });
  };
  return (
    <div className={classes.word}>
      {turned === null && (
        <Radio.Group name={group} value={outcome ?? ''} aria-label={t('word.label')} onChange={(value) => {
          const chosen = value === 'pass' ? 'pass' : 'fail';
          setOutcome(chosen);
          // a plain yes needs nothing more
          if (chosen === 'pass') save('pass', '');
        }}>
          <div className={classes.choices}>
            <Radio size="sm" value="pass" label={t('word.pass')} disabled={give.isPending} />
            <Radio size="sm" value="fail" label={t('word.fail')} disabled={give.isPending} />
          </div>
        </Radio.Group>
      )}
      {needsReason && outcome && (
        <form className={classes.reason} onSubmit={(event) => { event.preventDefault(); if (reason.trim()) save(outcome, reason.trim()); }}>
          <Textarea label={t('word.reason')} description={t('word.reasonHelp')} rows={2} maxLength={1000} withAsterisk value={reason} onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit(); }} />
          <div className={classes.pair}>
            {onCancel && <Button size="xs" variant="default" onClick={onCancel}>{t('word.cancel')}</Button>}
            <Button size="xs" type="submit" disabled={!reason.trim()} loading={give.isPending}>{t(`word.save_${outcome}`)}</Button>
          </div>
        </form>
      )}
      {give.error && <ErrorNote error={give.error} />}
    </div>
  );
}
