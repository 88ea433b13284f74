import { ActionIcon } from '@mantine/core';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { move, remove, type Place } from './editing';
import classes from './forms.module.css';

/** Up, down, away. */
export function PlaceTools({ definition, at, onChange }: { definition: FormDefinition; at: Place; onChange: (definition: FormDefinition, at: Place) => void }) {
  const { t } = useTranslation('forms');
  const [up, down] = [move(definition, at, -1), move(definition, at, 1)];
  const before: Place = at.field ? { ...at, field: at.field - 1 } : { section: at.field === null ? Math.max(0, at.section - 1) : at.section, field: null };
  return (
    <div className={classes.tools}>
      <ActionIcon variant="subtle" color="gray" aria-label={t('up')} disabled={!up} onClick={() => up && onChange(up.definition, up.place)}><ArrowUp size={18} /></ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={t('down')} disabled={!down} onClick={() => down && onChange(down.definition, down.place)}><ArrowDown size={18} /></ActionIcon>
      <ActionIcon variant="subtle" color="brick" aria-label={t('remove')} onClick={() => onChange(remove(definition, at), before)}><Trash2 size={18} /></ActionIcon>
    </div>
  );
}
