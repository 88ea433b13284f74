import { getSheetFile, type SheetView } from '@weichuang/contracts/judging/sheets';
import { budgetTotals, lineAmountFen } from '@weichuang/domain/applications/budget';
import type { BudgetLine } from '@weichuang/domain/forms/definition';
import { AnswersView, type BudgetSupport } from '@weichuang/ui/form';
import { useFormat, useText } from '@weichuang/ui/format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../../app/api';
import { formRules } from '../../../app/form-rules';
import classes from '../judging.module.css';

const whole = (line: Partial<BudgetLine>): line is BudgetLine => typeof line.unitPriceFen === 'number' && typeof line.quantityHundredths === 'number' && line.source !== undefined;

/** The application as a judge may read it. */
export function Material({ sheet }: { sheet: SheetView }) {
  const { application } = sheet;
  const { t } = useTranslation('judging');
  const text = useText();
  const format = useFormat();
  const support = useMemo(() => {
    const totals: BudgetSupport['totals'] = (lines) => ({
      ...budgetTotals(lines.filter(whole)),
      lineFen: lines.map((line) => (whole(line) ? lineAmountFen(line) : null)),
      bars: [],
    });
    return {
      rules: formRules,
      communities: application.communities.map(({ id, name }) => ({ id, label: name })),
      needs: application.needs.map(({ id, name }) => ({ id, label: name })),
      files: Object.fromEntries(
        application.files.map((file) => [file.id, { id: file.id, name: file.name, bytes: file.size, href: fileAddress(getSheetFile, { params: { id: sheet.id, fileId: file.id }, query: { inline: '1' } }) }]),
      ),
      budget: { categories: application.categories.map(({ id, name }) => ({ id, label: text(name) })), totals },
    };
  }, [application, sheet.id, text]);
  const facts = [
    [t('sheet.number'), application.number],
    [t('sheet.organization'), sheet.blind ? t('sheet.blind') : application.organization],
    [t('sheet.community'), application.community],
    [t('sheet.requested'), format.money(application.requestedFen)],
    [t('sheet.own'), application.ownFen ? format.money(application.ownFen) : null],
  ] as const;
  return (
    <div className={classes.material}>
      <dl className={classes.facts}>{facts.map(([label, value]) => value && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <AnswersView definition={application.definition} answers={application.answers} support={support} />
    </div>
  );
}
