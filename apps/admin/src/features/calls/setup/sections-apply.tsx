import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CheckBox, freshId, ManyBox, MomentBox, NameBox, NumberBox, ProseBox, Rows, SelectBox, TextBox } from './controls';
import { useDraft } from './draft';
import { choices } from './lists';
import classes from './setup.module.css';
import type { VersionOptions } from './versions';

export function BasicSection() {
  const { t } = useTranslation('calls');
  return (
    <>
      <TextBox path="title" label={t('field.title')} />
      <div className={classes.three}>
        <NumberBox path="year" label={t('field.year')} min={2000} max={2200} />
        <NumberBox path="edition" label={t('field.edition')} min={1} max={999} />
        <TextBox path="numbering" label={t('field.numbering')} help={t('field.numberingHelp')} maxLength={100} />
      </div>
      <ProseBox path="introduction" label={t('field.introduction')} help={t('field.introductionHelp')} rows={10} maxLength={20_000} />
    </>
  );
}

export function TracksSection({ versions }: { versions: VersionOptions }) {
  const { t } = useTranslation('calls');
  const { get, set } = useDraft();
  const list = choices(t);
  const make = () => ({ id: freshId('track'), name: { zh: '' }, applicants: ['registered'], hostRequired: false, applicationFormVersionId: versions.application[0]?.value ?? '', rubricVersionId: null });
  return (
    <>
      <Rows path="tracks" item={(i) => t('setup.track', { n: i + 1 })} add={t('setup.addTrack')} make={make} max={20}>
        {(path) => (
          <div className={classes.two}>
            <NameBox path={`${path}.name`} label={t('field.name')} />
            <div className={classes.whole}><ManyBox path={`${path}.applicants`} label={t('field.applicants')} options={list.applicants} /></div>
            <SelectBox path={`${path}.applicationFormVersionId`} label={t('field.applicationForm')} options={versions.application} blank={t('setup.choose')} />
            <SelectBox path={`${path}.rubricVersionId`} label={t('field.trackRubric')} options={versions.rubric} blank={t('setup.stageRubric')} from={(value) => String(value ?? '')} to={(value) => value || null} />
            <SelectBox path={`${path}.progressReportFormVersionId`} label={t('field.trackProgress')} options={versions.progress} blank={t('setup.roundProgress')} from={(value) => String(value ?? '')} to={(value) => value || undefined} />
            <CheckBox path={`${path}.hostRequired`} label={t('field.hostRequired')} help={t('field.hostRequiredHelp')} />
          </div>
        )}
      </Rows>
      <div className={classes.group}>
        <h3>{t('setup.needs')}</h3>
        <CheckBox path="needs.collectedFirst" label={t('field.collectedFirst')} />
        <CheckBox path="needs.citeNeed" label={t('field.citeNeed')} />
        <CheckBox path="needs.pairingRequired" label={t('field.pairingRequired')} />
        {get('needs.collectedFirst') !== true && get('calendar.needsOpenAt') !== null && (
          <div><Button variant="default" size="xs" onClick={() => { set('calendar.needsOpenAt', null); set('calendar.needsCloseAt', null); }}>{t('setup.clearNeedsDates')}</Button></div>
        )}
      </div>
    </>
  );
}

const DATES = ['openAt', 'closeAt', 'reviewFrom', 'reviewTo', 'noticeFrom', 'signBy', 'projectFrom', 'projectTo'] as const;

export function CalendarSection() {
  const { t } = useTranslation('calls');
  return (
    <div className={classes.two}>
      <MomentBox path="calendar.needsOpenAt" label={t('date.needsOpenAt')} optional />
      <MomentBox path="calendar.needsCloseAt" label={t('date.needsCloseAt')} optional />
      {DATES.map((key) => <MomentBox key={key} path={`calendar.${key}`} label={t(`date.${key}`)} help={key === 'closeAt' ? t('date.closeAtHelp') : undefined} />)}
    </div>
  );
}

export function EligibilitySection() {
  const { t } = useTranslation('calls');
  const { get } = useDraft();
  const list = choices(t);
  return (
    <>
      <div className={classes.three}>
        <NumberBox path="eligibility.correctionWorkingDays" label={t('field.correctionWorkingDays')} max={100} unit={t('unit.workingDays')} />
        <NumberBox path="eligibility.maxReturns" label={t('field.maxReturns')} max={100} unit={t('unit.times')} />
      </div>
      <Rows path="eligibility.rules" item={(i) => t('setup.rule', { n: i + 1 })} add={t('setup.addRule')} max={60}
        make={() => ({ id: freshId('rule'), kind: 'manual', title: { zh: '' }, clause: '' })}>
        {(path) => (
          <div className={classes.two}>
            <NameBox path={`${path}.title`} label={t('field.ruleTitle')} />
            <RuleKind path={path} options={list.rule} />
            {get(`${path}.kind`) === 'registered_months' && <NumberBox path={`${path}.min`} label={t('field.months')} max={1000} unit={t('unit.months')} />}
            {get(`${path}.kind`) === 'max_applications' && <NumberBox path={`${path}.max`} label={t('field.maxApplications')} max={1000} unit={t('unit.items')} />}
            <div className={classes.whole}><TextBox path={`${path}.clause`} label={t('field.clause')} help={t('field.clauseHelp')} maxLength={400} /></div>
          </div>
        )}
      </Rows>
    </>
  );
}

/** Another kind has other figures: they go with it. */
function RuleKind({ path, options }: { path: string; options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation('calls');
  const { get, set } = useDraft();
  return (
    <SelectBox path={`${path}.kind`} label={t('field.ruleKind')} options={options} to={(kind) => {
      const { id, title, clause } = (get(path) ?? {}) as Record<string, unknown>; // a rule of the draft
      // the whole rule is replaced, so the kind itself comes last
      set(path, { id, title, clause, kind, ...(kind === 'registered_months' && { min: 12 }), ...(kind === 'max_applications' && { max: 1 }) });
      return kind;
    }} />
  );
}
