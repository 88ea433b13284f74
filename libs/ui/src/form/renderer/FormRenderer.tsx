import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Answers, Field } from '@weichuang/domain/forms/definition';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Fragment, lazy, Suspense, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { FormProvider, useForm, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../feedback';
import { useText } from '../../format/use-text';
import { useAutosaver, useSaveStatus } from '../autosave/use-autosave';
import { ErrorSummary, focusField, type SummaryItem } from '../ErrorSummary';
import { SaveState } from '../SaveState';
import { RendererContext, type RendererShared } from './context';
import { FieldInput } from './FieldInput';
import { BudgetBars } from './inputs/budget';
import { FormModel, type SectionView } from './model';
import classes from './renderer.module.css';
import { SectionNav } from './SectionNav';
import type { FormRendererProps } from './types';

// seldom needed: two people in one form
const ConflictPanel = lazy(() => import('./ConflictPanel').then((module) => ({ default: module.ConflictPanel })));
const NO_FIELDS: readonly string[] = [];

/**
 * The one renderer of configured forms. Answers are saved by themselves, section by section or after a pause;
 * rules, sentences and sums come in through `support`.
 */
export function FormRenderer(props: FormRendererProps) {
  const { definition, support, layout = 'sections', readOnly = false, locked, problems, submit, onAnswers } = props;
  const { t } = useTranslation('ui');
  const text = useText();
  const headingId = useId();
  // set from the server: shown and reckoned with, but not sent back to it
  const given = useRef(false);
  const show = (theirs: Answers) => {
    given.current = true;
    for (const [field, value] of Object.entries(theirs)) form.setValue(field, value ?? undefined);
    given.current = false;
  };
  const saver = useAutosaver({ draftKey: props.draftKey, revision: props.revision, save: props.onSave, onTheirs: show });
  const status = useSaveStatus(saver);
  // the answers of the first showing: later ones come through saving, or typing would be overwritten
  const [initial] = useState(() => ({ ...props.answers, ...saver.unsaved }));
  const form = useForm<FieldValues>({ defaultValues: initial });
  const [model] = useState(() => new FormModel(definition, initial, support));
  const view = useSyncExternalStore(model.subscribe, model.read, model.read);
  const [at, setAt] = useState(() => (view.sections.find((one) => one.fields.some((field) => field.id === props.start?.split('.')[0])) ?? view.sections[0])?.section.id ?? '');
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const told = useRef(onAnswers);
  useEffect(() => {
    told.current = onAnswers;
  });

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values, name }) => {
          const fieldId = name?.split('.')[0];
          if (fieldId === undefined) return;
          const answers = { ...model.current(), ...values };
          model.change(answers, name);
          if (!given.current) saver.change(fieldId, values[fieldId]);
          told.current?.(answers);
        },
      }),
    [form, model, saver],
  );
  useEffect(() => model.serverProblems(problems ?? []), [model, problems]);
  const [start] = useState(props.start);
  useEffect(() => {
    // after the first section is drawn
    if (start) requestAnimationFrame(() => requestAnimationFrame(() => focusField(start)));
  }, [start]);

  const shared = useMemo<RendererShared>(
    () => ({ model, support, readOnly, lockedFields: new Set(locked?.fields ?? NO_FIELDS), lockedWhy: locked?.why ?? '' }),
    [model, support, readOnly, locked],
  );
  const index = Math.max(0, view.sections.findIndex((one) => one.section.id === at));
  const current = view.sections[index];

  const goTo = (sectionId: string) => {
    void saver.flush();
    setAt(sectionId);
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.focus({ preventScroll: true });
  };
  const goToField = (path: string) => {
    const section = view.sections.find((one) => one.fields.some((field) => field.id === path.split('.')[0]));
    if (layout === 'sections' && section) setAt(section.section.id);
    // after the section is drawn
    requestAnimationFrame(() => requestAnimationFrame(() => focusField(path)));
  };
  const finish = async () => {
    if (!submit) return;
    setFailure(null);
    setAttempt((n) => n + 1);
    if (!model.reveal()) return;
    setBusy(true);
    try {
      await saver.flush();
      if (Object.keys(saver.unsaved).length === 0) await submit.onSubmit();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const summary: SummaryItem[] = attempt === 0 && !problems?.length ? []
    : [...view.shown.values()].map((problem) => ({ path: problem.path, label: labelOf(view.sections, problem.path, text), message: support.problemText(problem) }));

  const budgetFields = (section: SectionView | undefined) => section?.fields.filter((field) => field.type === 'budget') ?? [];
  const bars = budgetFields(current);
  // on a phone the rail would stand below the buttons: what is needed while writing goes before what it is about
  const inline = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) && layout === 'sections';
  const rail = layout === 'sections' && !inline && (bars.length > 0 || current?.section.help || props.aside);
  const Part = layout === 'plain' ? 'div' : 'section';
  const shownSections = layout === 'plain' ? view.sections : current ? [current] : [];

  return (
    <FormProvider {...form}>
      <RendererContext value={shared}>
        <div className={classes.root} data-layout={layout} data-rail={rail ? (bars.length ? 'below' : 'beside') : undefined}>
          {layout === 'sections' && <SectionNav sections={view.sections} current={current?.section.id ?? ''} onGo={goTo} save={<SaveState status={status} />} />}
          <div className={classes.main} ref={top} tabIndex={-1}>
            {layout === 'plain' && <div className={classes.plainSave}><SaveState status={status} /></div>}
            {status.kind === 'conflict' && (
              <Suspense fallback={null}><ConflictPanel definition={definition} status={status} mine={saver.unsaved} onChoose={(mine) => {
                show(Object.fromEntries(status.fields.filter((field) => !mine.includes(field)).map((field) => [field, status.theirs[field] ?? null])));
                saver.resolve(mine);
              }} /></Suspense>
            )}
            <ErrorSummary items={summary} attempt={attempt} onGo={goToField} />
            {failure !== null && <ErrorNote error={failure} />}
            {inline && current?.section.help && <details key={current.section.id} className={`${classes.railCard} ${classes.helpFold}`}><summary>{t('form.help')}</summary><p>{text(current.section.help)}</p></details>}
            {shownSections.map(({ section, fields }) => (
              // a plain form stands in a region of its page already; its parts are groups, or two regions may have one name
              <Part key={section.id} className={classes.section} {...(layout === 'plain' ? { role: 'group' } : {})} aria-labelledby={`${headingId}-${section.id}`}>
                <h2 id={`${headingId}-${section.id}`}>{text(section.title)}</h2>
                {layout === 'plain' && section.help && <p className={classes.hint}>{text(section.help)}</p>}
                <div className={classes.fields}>{fields.map((field) => (
                  <Fragment key={field.id}>
                    {inline && field.type === 'budget' && <BudgetBars path={field.id} />}
                    <FieldInput field={field} path={field.id} />
                  </Fragment>
                ))}</div>
              </Part>
            ))}
            {inline && props.aside}
            {layout === 'sections' && (
              <div className={classes.foot}>
                {index > 0 && (
                  <Button variant="default" leftSection={<ArrowLeft size={16} aria-hidden />} onClick={() => goTo(view.sections[index - 1]?.section.id ?? at)}>{t('form.previous')}</Button>
                )}
                <span className={classes.footGap} />
                {index < view.sections.length - 1 && (
                  <Button rightSection={<ArrowRight size={16} aria-hidden />} onClick={() => goTo(view.sections[index + 1]?.section.id ?? at)}>{t('form.next')}</Button>
                )}
                {submit && !readOnly && <Button variant={index < view.sections.length - 1 ? 'default' : 'filled'} loading={busy} onClick={() => void finish()}>{submit.label}</Button>}
              </div>
            )}
            {layout === 'plain' && submit && !readOnly && <div className={classes.foot}><Button loading={busy} onClick={() => void finish()}>{submit.label}</Button></div>}
          </div>
          {rail && (
            <aside className={classes.rail} aria-label={t('form.help')}>
              {current?.section.help && <section className={classes.railCard}><h3>{t('form.help')}</h3><p>{text(current.section.help)}</p></section>}
              {bars.map((field) => <BudgetBars key={field.id} path={field.id} />)}
              {props.aside}
            </aside>
          )}
        </div>
      </RendererContext>
    </FormProvider>
  );
}

/** `项目团队 › 第 2 行` : the field of a path in words, without its definition's ids. */
function labelOf(sections: readonly SectionView[], path: string, text: (value: Field['label']) => string): string {
  const [id = '', row, column] = path.split('.');
  const field = sections.flatMap((one) => one.fields).find((one) => one.id === id);
  if (!field) return id;
  const cell = field.columns?.find((one) => one.id === column);
  return [text(field.label), row !== undefined && /^\d+$/.test(row) ? String(Number(row) + 1) : undefined, cell ? text(cell.label) : undefined].filter(Boolean).join(' › ');
}
