import { Button } from '@mantine/core';
import { ArrowLeft, ArrowRight, ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './scoring.module.css';
import { PageHeader, type PageHeaderProps } from './PageHeader';

export interface ScoringShellProps {
  readonly header: PageHeaderProps;
  /** `第 3 / 12 份` */
  readonly position?: { readonly n: number; readonly of: number };
  /** what is judged, to be read */
  readonly material: ReactNode;
  /** the sheet: a FormRenderer with `layout="plain"` */
  readonly sheet: ReactNode;
  /** points so far, as text; the judge sees them all the time */
  readonly total: { readonly points: string; readonly max: string; readonly missing: number };
  /** a SaveState */
  readonly save?: ReactNode;
  readonly onPrevious?: () => void;
  /** goes to the next one; scores are saved by themselves */
  readonly onNext?: () => void;
  /** hands the sheet in */
  readonly submit?: { readonly label: string; readonly onSubmit: () => void; readonly busy?: boolean };
}

/**
 * Material and sheet side by side, scrolling apart; on a phone the sheet slides over and the total stays at the thumb.
 * The sheet is one element in one place at every width, so that turning the phone loses nothing.
 */
export function ScoringShell({ header, position, material, sheet, total, save, onPrevious, onNext, submit }: ScoringShellProps) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) panel.current?.focus();
  }, [open]);
  return (
    <div className={`${classes.root} wc-roomy`}>
      <PageHeader {...header} actions={<>{position && <span className="wc-secondary">{t('score.position', { n: position.n, of: position.of })}</span>}{header.actions}</>} />
      <div className={classes.columns}>
        <section className={classes.material} aria-label={t('score.material')} tabIndex={0} inert={narrow && open}>{material}</section>
        <section ref={panel} className={classes.sheet} aria-label={t('score.sheet')} data-open={open || undefined} inert={narrow && !open} tabIndex={-1}
          onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
          <div className={classes.sheetBody} tabIndex={0} role="group" aria-label={t('score.sheet')}>{sheet}</div>
          <footer className={classes.foot}>
            <Points {...total} />
            {save}
            <span className={classes.buttons}>
              {onPrevious && <Button variant="default" aria-label={t('score.previous')} onClick={onPrevious}><ArrowLeft size={16} aria-hidden /></Button>}
              {onNext && <Button variant={submit ? 'default' : 'filled'} rightSection={<ArrowRight size={16} aria-hidden />} onClick={onNext}>{t('score.saveNext')}</Button>}
              {submit && <Button loading={submit.busy} onClick={submit.onSubmit}>{submit.label}</Button>}
            </span>
          </footer>
        </section>
      </div>
      {open && <div className={classes.shade} aria-hidden onClick={() => setOpen(false)} />}
      <div className={classes.bar} data-open={open || undefined}>
        {!open && <Points {...total} />}
        <Button variant={open ? 'default' : 'filled'} aria-expanded={open} leftSection={open ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
          onClick={() => setOpen(!open)}>{t(open ? 'score.hide' : 'score.open')}</Button>
      </div>
    </div>
  );
}

function Points({ points, max, missing }: ScoringShellProps['total']) {
  const { t } = useTranslation('ui');
  return (
    <span className={classes.total}>
      <span className={classes.totalLabel}>{t('score.total')}</span>
      <output className={classes.points}>{points}</output><span className={classes.max}>/ {max}</span>
      {missing > 0 && <span className={classes.missing}>{t('score.missing', { count: missing })}</span>}
    </span>
  );
}

const QUERY = '(max-width: 62em)';
const follow = (changed: () => void) => {
  const query = matchMedia(QUERY);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** As the style sheet has it; needed here only to take what is out of sight out of the keyboard's way. */
const useNarrow = (): boolean => useSyncExternalStore(follow, () => matchMedia(QUERY).matches, () => false);
