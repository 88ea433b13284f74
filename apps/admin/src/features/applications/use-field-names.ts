import type { ApplicationView } from '@weichuang/contracts/applications/views';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { columnsOf } from '@weichuang/domain/forms/people';
import { useText } from '@weichuang/ui/format';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A path of a problem in words: `项目团队 › 第 2 行 › 电话`. */
export function useFieldNames(view: Pick<ApplicationView, 'definition'>): (path: string) => string {
  const text = useText();
  const { t } = useTranslation('applications');
  return useCallback(
    (path) => {
      const parts = path.split('.').filter((part) => part !== 'lines');
      const [id = '', row, cell] = parts;
      const definition = view.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules
      const field = definition.sections.flatMap((section) => section.fields).find((one) => one.id === id);
      if (!field) return t(`place.name.${id}`, { defaultValue: id });
      const column = columnsOf(field).find((one) => one.id === cell);
      const isRow = row !== undefined && /^\d+$/.test(row);
      return [text(field.label), isRow ? t('rowOf', { n: Number(row) + 1 }) : '', column ? text(column.label) : ''].filter(Boolean).join(' › ');
    },
    [view.definition, text, t],
  );
}
