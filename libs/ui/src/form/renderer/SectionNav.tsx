import { ChevronDown, Circle, CircleAlert, CircleCheck, CircleDot } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../format/use-text';
import type { SectionView } from './model';
import classes from './renderer.module.css';

interface SectionNavProps {
  readonly sections: readonly SectionView[];
  readonly current: string;
  readonly onGo: (sectionId: string) => void;
  readonly save: ReactNode;
}

/** Sections with their state; on a phone one line that opens. */
export function SectionNav({ sections, current, onGo, save }: SectionNavProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const [open, setOpen] = useState(false);
  const at = sections.findIndex((one) => one.section.id === current);
  return (
    <nav className={classes.nav} aria-label={t('form.sections')} data-open={open || undefined}>
      <div className={classes.navSave}>{save}</div>
      <button type="button" className={classes.navToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{t('form.sectionOf', { n: at + 1, of: sections.length })} · {text(sections[at]?.section.title)}</span>
        <ChevronDown size={18} aria-hidden />
      </button>
      <ol className={classes.navList}>
        {sections.map((one) => {
          const state = one.wrong > 0 ? 'problem' : one.state;
          const Icon = state === 'problem' ? CircleAlert : state === 'done' ? CircleCheck : state === 'in_progress' ? CircleDot : Circle;
          return (
            <li key={one.section.id}>
              <button type="button" data-state={state} aria-current={one.section.id === current ? 'step' : undefined} onClick={() => { setOpen(false); onGo(one.section.id); }}>
                <Icon size={17} aria-hidden />
                <span>{text(one.section.title)}</span>
                <small>{state === 'problem' ? t('form.wrong', { count: one.wrong }) : t(`form.state.${state}`)}</small>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
