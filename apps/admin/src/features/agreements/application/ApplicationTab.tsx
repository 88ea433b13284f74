import { Button } from '@mantine/core';
import { getProjectApplication, getProjectApplicationFile, type HandedIn } from '@weichuang/contracts/agreements/application';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { budgetTotals, lineAmountFen } from '@weichuang/domain/applications/budget';
import type { BudgetLine } from '@weichuang/domain/forms/definition';
import { ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { AnswersView, type BudgetSupport } from '@weichuang/ui/form';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, useApi } from '../../../app/api';
import { formRules } from '../../../app/form-rules';
import classes from '../agreements.module.css';

/** The application that the project comes from, as it was handed in and judged. */
export default function ApplicationTab({ project }: { project: ProjectDetail }) {
  const { data, error, refetch } = useApi(getProjectApplication, { params: { id: project.id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Application project={project} view={data} /> : <TextSkeleton lines={8} />;
}

const whole = (line: Partial<BudgetLine>): line is BudgetLine => typeof line.unitPriceFen === 'number' && typeof line.quantityHundredths === 'number' && line.source !== undefined;

function Application({ project, view }: { project: ProjectDetail; view: HandedIn }) {
  const { t } = useTranslation('agreements');
  const text = useText();
  const format = useFormat();
  const support = useMemo(() => {
    const totals: BudgetSupport['totals'] = (lines) => ({ ...budgetTotals(lines.filter(whole)), lineFen: lines.map((line) => (whole(line) ? lineAmountFen(line) : null)), bars: [] });
    return {
      rules: formRules,
      communities: view.communities.map(({ id, name }) => ({ id, label: name })),
      needs: view.needs.map(({ id, name }) => ({ id, label: name })),
      files: Object.fromEntries(
        view.files.map((file) => [file.id, { id: file.id, name: file.name, bytes: file.size, href: fileAddress(getProjectApplicationFile, { params: { id: project.id, fileId: file.id }, query: { inline: '1' } }) }]),
      ),
      budget: { categories: view.categories.map(({ id, name }) => ({ id, label: text(name) })), totals },
    };
  }, [view, project.id, text]);
  return (
    <div className={classes.stack}>
      <div className={classes.buttons}>
        <span className="wc-secondary">{t('handedIn.at', { at: format.dateTime(view.submittedAt), version: view.version })}</span>
        <span className="wc-secondary">{t('handedIn.requested')} <Money fen={view.requestedFen} /></span>
        {view.whole && <Button component={Link} to={`/app/applications/${view.applicationId}`} size="xs" variant="default" rightSection={<ExternalLink size={14} aria-hidden />}>{t('handedIn.whole')}</Button>}
      </div>
      {!view.whole && <p className="wc-secondary">{t('handedIn.personal')}</p>}
      <div className={`wc-card ${classes.handedIn}`}><AnswersView definition={view.definition} answers={view.answers} support={support} /></div>
    </div>
  );
}
