import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Condition, Field, FormDefinition } from '@weichuang/domain/forms/definition';
import { useText } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import type { Place } from './editing';
import classes from './forms.module.css';

const NUMERIC = ['number', 'integer', 'money', 'score'];

/** One comparison with an earlier field; a composed condition is shown and kept as it is. */
export function ConditionEditor({ definition, at, condition, onChange }: { definition: FormDefinition; at: Place; condition: Condition | undefined; onChange: (condition: Condition | undefined) => void }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const earlier = definition.sections.flatMap((section, s) => section.fields.filter((_, f) => s < at.section || (s === at.section && f < (at.field ?? 0))));
  const simple = condition && 'field' in condition ? condition : undefined;
  const target = earlier.find((field) => field.id === simple?.field);
  const begin = (field: Field | undefined) => onChange(field ? startOf(field) : undefined);
  return (
    <div className={classes.group}>
      <h3>{t('condition')}</h3>
      {condition && !simple ? (
        <p className="wc-secondary">{t('composed')} <Button size="xs" variant="subtle" color="brick" onClick={() => onChange(undefined)}>{t('removeCondition')}</Button></p>
      ) : (
        <div className={classes.two}>
          <NativeSelect label={t('showIf')} value={simple?.field ?? ''} onChange={(event) => begin(earlier.find((field) => field.id === event.currentTarget.value))}>
            <option value="">{t('always')}</option>
            {simple && !target && <option value={simple.field}>{simple.field}</option>}
            {earlier.map((field) => <option key={field.id} value={field.id}>{text(field.label) || field.id}</option>)}
          </NativeSelect>
          {simple && target && <Comparison condition={simple} target={target} onChange={onChange} />}
        </div>
      )}
    </div>
  );
}

const startOf = (field: Field): Condition =>
  field.type === 'choice' ? { field: field.id, is: 'equals', value: field.options?.[0]?.id ?? '' } : field.type === 'multichoice' ? { field: field.id, is: 'includes', value: field.options?.[0]?.id ?? '' } : { field: field.id, is: 'answered' };

function Comparison({ condition, target, onChange }: { condition: Extract<Condition, { field: string }>; target: Field; onChange: (condition: Condition) => void }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const choice = target.type === 'choice' ? 'equals' : target.type === 'multichoice' ? 'includes' : null;
  const ways = ['answered', ...(choice ? [choice] : []), ...(target.type === 'declaration' ? ['equals'] : []), ...(NUMERIC.includes(target.type) ? ['atLeast', 'atMost'] : [])];
  const change = (is: string) => {
    const { field } = condition;
    if (is === 'atLeast' || is === 'atMost') onChange({ field, is, value: 'value' in condition && typeof condition.value === 'number' ? condition.value : 0 });
    else if (is === 'equals' || is === 'includes') onChange({ field, is, value: target.type === 'declaration' ? true : (target.options?.[0]?.id ?? '') });
    else onChange({ field, is: 'answered' });
  };
  return (
    <>
      <NativeSelect label={t('when')} value={condition.is} onChange={(event) => change(event.currentTarget.value)}>{ways.map((way) => <option key={way} value={way}>{t(`is.${way}`)}</option>)}</NativeSelect>
      {(condition.is === 'equals' || condition.is === 'includes') && choice && (
        <NativeSelect label={t('value')} value={String(condition.value)} onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}>
          {(target.options ?? []).map((option) => <option key={option.id} value={option.id}>{text(option.label)}</option>)}
        </NativeSelect>
      )}
      {(condition.is === 'atLeast' || condition.is === 'atMost') && (
        <TextInput label={t('value')} inputMode="numeric" value={String(target.type === 'money' ? condition.value / 100 : condition.value)} onChange={(event) => { const value = Number(event.currentTarget.value.replace(/[^\d]/g, '') || 0); onChange({ ...condition, value: target.type === 'money' ? value * 100 : value }); }} />
      )}
    </>
  );
}
