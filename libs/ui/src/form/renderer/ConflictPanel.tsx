import { Button } from '@mantine/core';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../format/use-text';
import type { SaveStatus } from '../autosave/autosaver';
import { AnswerText } from './AnswerText';
import { useRenderer } from './context';
import classes from './renderer.module.css';

interface ConflictPanelProps {
  readonly definition: FormDefinition;
  readonly status: Extract<SaveStatus, { kind: 'conflict' }>;
  readonly mine: Answers;
  readonly onChoose: (mine: readonly string[]) => void;
}

/** Both answers side by side, so that no word is lost: the person chooses field by field. */
export function ConflictPanel({ definition, status, mine, onChoose }: ConflictPanelProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const { support } = useRenderer();
  const heading = useId();
  const [kept, setKept] = useState<readonly string[]>(status.fields);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // nothing is saved until the person has chosen: it comes into view, and takes the focus unless somebody is typing
    panel.current?.scrollIntoView({ block: 'nearest' });
    if (!document.activeElement?.matches('input, textarea')) panel.current?.focus({ preventScroll: true });
  }, []);
  const fields = definition.sections.flatMap((section) => section.fields).filter((field) => status.fields.includes(field.id));
  return (
    <section ref={panel} tabIndex={-1} className={classes.conflict} role="alertdialog" aria-labelledby={heading}>
      <h2 id={heading}>{t('conflict.title')}</h2>
      <p>{t('conflict.body')}</p>
      {fields.map((field) => (
        <fieldset key={field.id} className={classes.conflictField}>
          <legend>{text(field.label)}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className={classes.conflictSide}>
              <span className={classes.conflictHead}>
                <input type="radio" name={`${heading}-${field.id}`} checked={kept.includes(field.id) === (side === 'mine')}
                  onChange={() => setKept((old) => (side === 'mine' ? [...old, field.id] : old.filter((id) => id !== field.id)))} />
                {t(`conflict.${side}`)}
              </span>
              <span className={classes.conflictValue}><AnswerText field={field} value={(side === 'mine' ? mine : status.theirs)[field.id]} support={support} /></span>
            </label>
          ))}
        </fieldset>
      ))}
      <div><Button onClick={() => onChoose(kept)}>{t('conflict.use')}</Button></div>
    </section>
  );
}
