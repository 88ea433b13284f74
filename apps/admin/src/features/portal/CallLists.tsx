import type { CallPage, FormOutline } from '@weichuang/contracts/portal/calls';
import { millis, serverNow, useFormat, useText } from '@weichuang/ui/format';
import { Scroller } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import classes from './portal.module.css';

const KEYS = ['needsOpenAt', 'needsCloseAt', 'openAt', 'closeAt', 'reviewFrom', 'reviewTo', 'noticeFrom', 'signBy', 'projectFrom', 'projectTo'] as const;

/** Every date of the cycle; what has passed steps back. */
export function Dates({ call }: { call: CallPage }) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const now = serverNow();
  const dates = [
    ...KEYS.flatMap((key) => (call.rules.calendar[key] ? [{ key, label: t(`date.${key}`), at: Date.parse(call.rules.calendar[key]), text: (key.endsWith('From') || key.endsWith('penAt') ? format.dateTime : format.deadline)(call.rules.calendar[key]) }] : [])),
    ...call.rules.evaluation.filter((stage) => stage.due).map((stage) => ({ key: stage.id, label: t(`due.${stage.id}`), at: millis(stage.due), text: format.deadline(stage.due) })),
  ].sort((a, b) => a.at - b.at);
  return (
    <ol className={classes.dates}>
      {dates.map((date) => <li key={date.key} data-past={date.at < now || undefined} data-main={date.key === 'closeAt' || undefined}><span>{date.label}</span><b>{date.text}</b></li>)}
    </ol>
  );
}

/** What communities need, by community. */
export function Needs({ call }: { call: CallPage }) {
  const { t } = useTranslation('portal');
  if (!call.needs.length) return <p className="wc-secondary">{t('needsNone')}</p>;
  const communities = [...new Set(call.needs.map((need) => need.community))];
  return (
    <>
      <p className="wc-secondary">{t(call.rules.needs.pairingRequired ? 'needsPair' : call.rules.needs.citeNeed ? 'needsCite' : 'needsFree')}</p>
      {communities.map((community) => (
        <details key={community} className={classes.community} open={communities.length <= 3}>
          <summary>{community}<span className={classes.count}>{call.needs.filter((need) => need.community === community).length}</span></summary>
          <ul>
            {call.needs.filter((need) => need.community === community).map((need) => (
              <li key={need.id} className={classes.need}>
                <b>{need.title}</b>{need.category && <span className={classes.tag}>{need.category}</span>}
                <p>{need.description}</p>
                <p className="wc-secondary">{[need.beneficiaries, need.surveyCount ? t('surveyed', { n: need.surveyCount }) : ''].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

/** What will be asked, so that nobody begins unprepared. */
export function ApplicationForms({ call }: { call: CallPage }) {
  const { t } = useTranslation('portal');
  const text = useText();
  return (
    <>
      <p>{t('materials')}</p>
      {call.applicationForms.map((form) => (
        <details key={form.id} className={classes.community}>
          <summary>{form.title}<span className="wc-secondary">{call.rules.tracks.filter((track) => form.trackIds.includes(track.id)).map((track) => text(track.name)).join(t('comma'))}</span></summary>
          <ol className={classes.outline}>
            {form.sections.map((section, i) => (
              <li key={i}><b>{text(section.title)}</b><p className="wc-secondary">{section.fields.map((field) => text(field.label)).join(t('comma'))}</p></li>
            ))}
          </ol>
        </details>
      ))}
      {call.rules.closeDocuments.length > 0 && <p className="wc-secondary">{t('closeDocuments', { list: call.rules.closeDocuments.map((paper) => text(paper.name)).join(t('comma')) })}</p>}
    </>
  );
}

/** How applications are judged: stages, the way to the total, and the sheets with their points. */
export function ReviewRules({ call }: { call: CallPage }) {
  const { t } = useTranslation('portal');
  const text = useText();
  const format = useFormat();
  const { review } = call.rules;
  return (
    <>
      <ul className={classes.clauses}>
        {review.stages.map((stage) => (
          <li key={stage.id}>
            {t('stage', { name: text(stage.name), n: stage.judgesPerApplication, who: t(`panel.${stage.panel ?? 'expert'}`), how: t(`aggregate.${stage.aggregate.kind}`, { drop: 'drop' in stage.aggregate ? stage.aggregate.drop : 0 }) })}
            {review.total === 'weighted' && review.stages.length + review.parts.length > 1 && t('weight', { share: format.percent(stage.weightBp) })}
          </li>
        ))}
        {review.parts.map((part) => <li key={part.id}>{t('part', { name: text(part.name), max: part.max })}</li>)}
        {review.passLine !== null && <li>{t('passLine', { score: review.passLine })}</li>}
        {review.blind && <li>{t('blind')}</li>}
      </ul>
      {call.rubrics.map((rubric) => <Rubric key={rubric.id} rubric={rubric} />)}
    </>
  );
}

function Rubric({ rubric }: { rubric: FormOutline }) {
  const { t } = useTranslation('portal');
  const text = useText();
  return (
    <details className={classes.community}>
      <summary>{rubric.title}</summary>
      <Scroller label={rubric.title}>
        <table className="wc-table">
          <thead><tr><th>{t('rubric.item')}</th><th className="wc-num">{t('rubric.points')}</th></tr></thead>
          <tbody>
            {rubric.sections.flatMap((section) => section.fields).map((field, i) => (
              <tr key={i}><td>{text(field.label)}{field.help && <small className={classes.help}>{text(field.help)}</small>}</td><td className="wc-num">{field.max ?? ''}</td></tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}
