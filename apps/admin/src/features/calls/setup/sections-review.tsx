import { useTranslation } from 'react-i18next';
import { CheckBox, freshId, NameBox, NumberBox, Rows, ScoreBox, SelectBox, TextBox } from './controls';
import { useDraft } from './draft';
import { choices } from './lists';
import classes from './setup.module.css';
import type { VersionOptions } from './versions';

const AGGREGATES: Readonly<Record<string, unknown>> = {
  mean: { kind: 'mean' },
  trimmed_mean: { kind: 'trimmed_mean', drop: 1, minSheets: 5 },
  median: { kind: 'median' },
  sum: { kind: 'sum' },
  standard_score: { kind: 'standard_score', mean: '75', sd: '10' },
};

export function ReviewSection({ versions }: { versions: VersionOptions }) {
  const { t } = useTranslation('calls');
  const { get, set } = useDraft();
  const list = choices(t);
  const weighted = get('review.total') === 'weighted';
  const stage = () => ({
    id: freshId('stage'), name: { zh: '' }, judgesPerApplication: 5, minSheets: 3, rubricVersionId: versions.rubric[0]?.value ?? '', aggregate: AGGREGATES['trimmed_mean'], weightBp: 0,
  });
  return (
    <>
      <Rows path="review.stages" item={(i) => t('setup.reviewStage', { n: i + 1 })} add={t('setup.addStage')} make={stage} max={20}>
        {(path) => (
          <div className={classes.two}>
            <NameBox path={`${path}.name`} label={t('field.name')} />
            <SelectBox path={`${path}.panel`} label={t('field.panel')} options={list.panel} from={(value) => String(value ?? 'expert')} to={(value) => (value === 'expert' ? undefined : value)} />
            <SelectBox path={`${path}.rubricVersionId`} label={t('field.rubric')} options={versions.rubric} blank={t('setup.choose')} />
            <NumberBox path={`${path}.judgesPerApplication`} label={t('field.judges')} max={1000} unit={t('unit.people')} />
            <NumberBox path={`${path}.minSheets`} label={t('field.minSheets')} help={t('field.minSheetsHelp')} max={1000} unit={t('unit.sheets')} />
            <SelectBox path={`${path}.aggregate.kind`} label={t('field.aggregate')} options={list.aggregate} to={(kind) => { set(`${path}.aggregate`, AGGREGATES[kind]); return kind; }} />
            {get(`${path}.aggregate.kind`) === 'trimmed_mean' && (
              <>
                <NumberBox path={`${path}.aggregate.drop`} label={t('field.drop')} max={100} unit={t('unit.sheets')} />
                <NumberBox path={`${path}.aggregate.minSheets`} label={t('field.trimFrom')} help={t('field.trimFromHelp')} max={1000} unit={t('unit.sheets')} />
              </>
            )}
            {get(`${path}.aggregate.kind`) === 'standard_score' && (
              <>
                <ScoreBox path={`${path}.aggregate.mean`} label={t('field.standardMean')} />
                <ScoreBox path={`${path}.aggregate.sd`} label={t('field.standardSd')} />
              </>
            )}
            {weighted && <NumberBox path={`${path}.weightBp`} label={t('field.weight')} scale={100} max={100} unit="%" />}
            <NumberBox path={`${path}.shortlist`} label={t('field.shortlist')} help={t('field.shortlistHelp')} max={1000} unit={t('unit.projects')} empty={null} />
            {Number(get(`${path}.shortlist`) ?? 0) > 0 && <CheckBox path={`${path}.publishShortlist`} label={t('field.publishShortlist')} help={t('field.publishShortlistHelp')} />}
          </div>
        )}
      </Rows>
      <div className={classes.group}>
        <h3>{t('setup.parts')}</h3>
        <p className="wc-secondary">{t('setup.partsHelp')}</p>
        <Rows path="review.parts" item={(i) => t('setup.part', { n: i + 1 })} add={t('setup.addPart')} make={() => ({ id: freshId('part'), name: { zh: '' }, max: '10', weightBp: 0 })} max={20}>
          {(path) => (
            <div className={classes.two}>
              <NameBox path={`${path}.name`} label={t('field.name')} />
              <ScoreBox path={`${path}.max`} label={t('field.maxScore')} />
              {weighted && <NumberBox path={`${path}.weightBp`} label={t('field.weight')} scale={100} max={100} unit="%" />}
            </div>
          )}
        </Rows>
      </div>
      <div className={classes.group}>
        <h3>{t('setup.total')}</h3>
        <div className={classes.three}>
          <SelectBox path="review.total" label={t('field.total')} options={list.total} />
          <NumberBox path="review.decimals" label={t('field.decimals')} max={6} />
          <SelectBox path="review.rounding" label={t('field.rounding')} options={list.rounding} />
          <ScoreBox path="review.passLine" label={t('field.passLine')} help={t('field.noLimit')} optional />
        </div>
        {weighted && <WeightSum />}
        <CheckBox path="review.blind" label={t('field.blind')} help={t('field.blindHelp')} />
      </div>
      <div className={classes.group}>
        <h3>{t('setup.ties')}</h3>
        <p className="wc-secondary">{t('setup.tiesHelp')}</p>
        <Rows path="review.ties" item={(i) => t('setup.tie', { n: i + 1 })} add={t('setup.addTie')} make={() => ({ kind: 'funder_decides' })} max={20}>
          {(path) => (
            <div className={classes.two}>
              <SelectBox path={`${path}.kind`} label={t('field.tie')} options={list.tie} to={(kind) => { set(path, kind === 'criterion' ? { kind, fieldId: 'need' } : { kind }); return kind; }} />
              {get(`${path}.kind`) === 'criterion' && <TextBox path={`${path}.fieldId`} label={t('field.tieCriterion')} help={t('field.tieCriterionHelp')} maxLength={64} />}
            </div>
          )}
        </Rows>
      </div>
    </>
  );
}

const weightsOf = (held: unknown): number => (Array.isArray(held) ? held : []).reduce((sum: number, one: unknown) => sum + Number((one as { weightBp?: number }).weightBp ?? 0), 0); // parts of the draft

function WeightSum() {
  const { t } = useTranslation('calls');
  const { get } = useDraft();
  const sum = weightsOf(get('review.stages')) + weightsOf(get('review.parts'));
  return <p className={classes.sum} id="f-review" tabIndex={-1} data-wrong={sum !== 10_000 || undefined}>{t(sum === 10_000 ? 'setup.weightSum' : 'setup.weightSumWrong', { percent: sum / 100 })}</p>;
}
