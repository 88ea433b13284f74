import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { Note } from '@weichuang/ui/feedback';
import { Countdown, useFormat, useText } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import classes from './applications.module.css';
import { useFieldNames } from './use-field-names';

/** Why it came back, what to change, until when. */
export function ReturnedNote({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const name = useFieldNames(view);
  if (!view.returned) return null;
  return (
    <Note tone="waiting" title={<>{t('returned.title', { at: format.deadline(view.returned.until) })} <Countdown until={view.returned.until} /></>}>
      <p>{view.returned.reason}</p>
      <ul className={classes.chips} aria-label={t('returned.fields')}>{view.returned.fields.map((field) => <li key={field}>{name(field)}</li>)}</ul>
    </Note>
  );
}

/** A rejection: the clauses of the call that do not hold, and the reason. */
export function DecisionNote({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const text = useText();
  if (!view.decision) return null;
  return (
    <Note tone="danger" title={t('decision.title')}>
      {view.decision.reason && <p>{view.decision.reason}</p>}
      <ul className={classes.reasons}>
        {view.decision.rules.map((rule) => <li key={rule.ruleId}><b>{format.pair(text(rule.title), rule.clause)}</b>{rule.reason && <span>{rule.reason}</span>}</li>)}
      </ul>
    </Note>
  );
}
