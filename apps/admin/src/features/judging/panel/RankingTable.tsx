import type { RankingRowView, RankingView } from '@weichuang/contracts/judging/ranking';
import { StateTag } from '@weichuang/ui/feedback';
import { Money, useText } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import classes from '../judging.module.css';
import { STANDING_TONE } from '../tones';

/** Places, with every judge's total beside them and a line for each tie. */
export function RankingTable({ ranking }: { ranking: RankingView }) {
  const { t } = useTranslation('judging');
  return (
    <table className={classes.ranking}>
      <thead>
        <tr><th scope="col">{t('ranking.rank')}</th><th scope="col">{t('ranking.project')}</th><th scope="col" className={classes.end}>{t('ranking.score')}</th><th scope="col">{t('ranking.marks')}</th><th scope="col" className={classes.end}>{t('ranking.requested')}</th></tr>
      </thead>
      <tbody>{ranking.rows.map((row) => <Row key={row.id} row={row} ranking={ranking} />)}</tbody>
    </table>
  );
}

function Row({ row, ranking }: { row: RankingRowView; ranking: RankingView }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const name = (id: string) => ranking.judges.find((judge) => judge.id === id)?.name ?? '';
  const others = row.tie?.with.map((id) => t('quoted', { title: ranking.rows.find((one) => one.id === id)?.application.title ?? '' })).join(t('comma')) ?? '';
  const fellBack = Object.values(row.stages).some((stage) => stage.fellBack);
  return (
    <tr>
      <td><span className={classes.rank}>{row.rank ?? '–'}</span></td>
      <td>
        <span className={classes.name}>{row.application.title}<span>{[row.application.number, row.application.organization, row.application.community].filter(Boolean).join(' · ')}</span></span>
        {row.standing !== 'ranked' && <StateTag tone={STANDING_TONE[row.standing]}>{t(`standing.${row.standing}`)}</StateTag>}
      </td>
      <td className={classes.end}><span className={classes.score}>{row.score ?? '–'}</span></td>
      <td data-wide>
        <span className={classes.marks}>
          {row.sheets.map((sheet) => {
            const mark = <b>{sheet.total}</b>;
            return <span key={sheet.stageKey + sheet.judgeId} className={classes.mark}>{name(sheet.judgeId)} {sheet.dropped ? <s title={t('ranking.dropped')}>{mark}<span className="wc-hidden">{t('ranking.dropped')}</span></s> : mark}</span>;
          })}
          {ranking.parts.map((part) => row.parts[part.id] !== undefined && <span key={part.id} className={classes.mark}>{text(part.name)} <b>{row.parts[part.id]}</b></span>)}
        </span>
        {fellBack && <p className={classes.why}>{t('ranking.fellBack')}</p>}
        {row.tie && <p className={classes.why}>{row.tied ? t('ranking.tied', { others }) : row.tie.decidedBy ? t('ranking.tieBroken', { others, rule: t(`tie.${row.tie.decidedBy.kind}`, { label: text(row.tie.decidedBy.label) }) }) : ''}</p>}
        {row.vetoes.length > 0 && <p className={classes.why}>{t('ranking.vetoed', { names: row.vetoes.map((veto) => name(veto.judgeId)).join(t('comma')) })}</p>}
      </td>
      <td className={classes.end} data-money><Money fen={row.requestedFen} /></td>
    </tr>
  );
}
