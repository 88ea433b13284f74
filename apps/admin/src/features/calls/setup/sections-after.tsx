import { useTranslation } from 'react-i18next';
import { CheckBox, DayBox, freshId, ManyBox, MoneyBox, NameBox, NumberBox, Rows, ScoreBox, SelectBox, TextBox } from './controls';
import { useDraft } from './draft';
import { choices } from './lists';
import classes from './setup.module.css';
import type { VersionOptions } from './versions';

export function NoticeSection() {
  const { t } = useTranslation('calls');
  const { get, set } = useDraft();
  const list = choices(t);
  const locked = get('optimisation.lockedFields');
  return (
    <>
      <div className={classes.three}>
        <NumberBox path="notice.workingDays" label={t('field.noticeDays')} max={365} unit={t('unit.workingDays')} />
        <TextBox path="notice.contact.phone" label={t('field.phone')} maxLength={60} />
        <TextBox path="notice.contact.email" label={t('field.email')} maxLength={254} />
      </div>
      <TextBox path="notice.contact.address" label={t('field.address')} maxLength={200} />
      <ContactProblem />
      <CheckBox path="notice.countFirstDay" label={t('field.countFirstDay')} />
      <CheckBox path="notice.showJudges" label={t('field.showJudges')} />
      <div className={classes.group}>
        <h3>{t('setup.agreement')}</h3>
        <ManyBox path="agreement.parties" label={t('field.parties')} options={list.party} />
        <label>
          {t('field.locked')}
          <TextList values={Array.isArray(locked) ? locked.map(String) : []} onChange={(values) => set('optimisation.lockedFields', values)} help={t('field.lockedHelp')} />
        </label>
      </div>
      <div className={classes.group}>
        <h3>{t('setup.closeDocuments')}</h3>
        <Rows path="closeDocuments" item={(i) => t('setup.paper', { n: i + 1 })} add={t('setup.addPaper')} make={() => ({ id: freshId('paper'), name: { zh: '' } })} compact>
          {(path) => <div className={classes.two}><NameBox path={`${path}.name`} label={t('field.name')} /></div>}
        </Rows>
      </div>
    </>
  );
}

function ContactProblem() {
  const problem = useDraft().problem('notice.contact');
  return problem ? <p className={classes.problem} id="f-notice-contact" tabIndex={-1}>{problem}</p> : null;
}

/** Field ids, a line each. */
function TextList({ values, onChange, help }: { values: readonly string[]; onChange: (values: readonly string[]) => void; help: string }) {
  return (
    <>
      <textarea className={classes.lines} rows={Math.max(3, values.length)} value={values.join('\n')} onChange={(event) => onChange(event.currentTarget.value.split('\n').map((line) => line.trim()))}
        onBlur={() => onChange(values.filter(Boolean))} />
      <small className="wc-secondary">{help}</small>
    </>
  );
}

export function TranchesSection() {
  const { t } = useTranslation('calls');
  const { get } = useDraft();
  const list = choices(t);
  const held = get('tranches');
  const sum = (Array.isArray(held) ? held : []).reduce((total: number, one: unknown) => total + Number((one as { bp?: number }).bp ?? 0), 0); // tranches of the draft
  return (
    <>
      <Rows path="tranches" item={(i) => t('setup.tranche', { n: i + 1 })} add={t('setup.addTranche')} max={20}
        make={() => ({ id: freshId('tranche'), name: { zh: '' }, on: 'signed', bp: 0, withinDays: null })}>
        {(path) => (
          <div className={classes.two}>
            <NameBox path={`${path}.name`} label={t('field.name')} />
            <SelectBox path={`${path}.on`} label={t('field.gate')} options={list.gate} />
            <NumberBox path={`${path}.bp`} label={t('field.share')} scale={100} max={100} unit="%" />
            <NumberBox path={`${path}.withinDays`} label={t('field.withinDays')} help={t('field.noLimit')} max={1000} unit={t('unit.days')} empty={null} />
            <NumberBox path={`${path}.withinWorkingDays`} label={t('field.withinWorkingDays')} help={t('field.noLimit')} max={1000} unit={t('unit.workingDays')} empty={undefined} />
          </div>
        )}
      </Rows>
      <p className={classes.sum} data-wrong={sum !== 10_000 || undefined}>{t(sum === 10_000 ? 'setup.trancheSum' : 'setup.trancheSumWrong', { percent: sum / 100 })}</p>
    </>
  );
}

export function EvaluationSection({ versions }: { versions: VersionOptions }) {
  const { t } = useTranslation('calls');
  const list = choices(t);
  const stage = (i: number) => ({
    id: i === 0 ? 'midterm' : 'final', name: { zh: i === 0 ? '中期评估' : '末期评估', en: i === 0 ? 'Mid-term evaluation' : 'Final evaluation' }, indexVersionId: versions.index[0]?.value ?? '', due: '',
    grades: [{ id: 'pass', name: { zh: '合格', en: 'Pass' }, minScore: '60', passes: true }, { id: 'fail', name: { zh: '不合格', en: 'Fail' }, minScore: '0', passes: false }],
  });
  return (
    <>
      <SelectBox path="progressReport.formVersionId" label={t('field.progressReport')} options={versions.progress} blank={t('setup.choose')} />
      <NumberBox path="supervision.visitEveryDays" label={t('field.visitEvery')} help={t('field.visitEveryHelp')} min={1} max={366} unit={t('unit.days')} empty={null} />
      <Rows path="evaluation" item={(i) => t('setup.evaluation', { n: i + 1 })} add={t('setup.addEvaluation')} make={stage} max={2}>
        {(path) => (
          <>
            <div className={classes.two}>
              <NameBox path={`${path}.name`} label={t('field.name')} />
              <SelectBox path={`${path}.id`} label={t('field.evaluationKind')} options={list.evaluation} />
              <SelectBox path={`${path}.indexVersionId`} label={t('field.index')} options={versions.index} blank={t('setup.choose')} />
              <DayBox path={`${path}.due`} label={t('field.due')} />
              <SelectBox path={`${path}.late`} label={t('field.late')} options={list.late} from={(value) => String(value ?? 'accept')} to={(value) => (value === 'accept' ? undefined : value)} />
            </div>
            <Rows path={`${path}.grades`} item={(i) => t('setup.grade', { n: i + 1 })} add={t('setup.addGrade')} make={() => ({ id: freshId('grade'), name: { zh: '' }, minScore: '', passes: true })} max={20}>
              {(grade) => (
                <div className={classes.two}>
                  <NameBox path={`${grade}.name`} label={t('field.name')} />
                  <ScoreBox path={`${grade}.minScore`} label={t('field.minScore')} />
                  <CheckBox path={`${grade}.passes`} label={t('field.passes')} />
                </div>
              )}
            </Rows>
          </>
        )}
      </Rows>
    </>
  );
}

export function PrizesSection() {
  const { t } = useTranslation('calls');
  return (
    <Rows path="prizes" item={(i) => t('setup.prize', { n: i + 1 })} add={t('setup.addPrize')} make={() => ({ id: freshId('prize'), name: { zh: '' }, quota: 1, amountFen: 0 })}>
      {(path) => (
        <div className={classes.two}>
          <NameBox path={`${path}.name`} label={t('field.name')} />
          <NumberBox path={`${path}.quota`} label={t('field.quota')} max={10_000} unit={t('unit.items')} />
          <MoneyBox path={`${path}.amountFen`} label={t('field.prizeAmount')} />
        </div>
      )}
    </Rows>
  );
}
