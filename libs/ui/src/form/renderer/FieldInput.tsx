import type { FieldType } from '@weichuang/domain/forms/definition';
import { lazy, Suspense, type ComponentType } from 'react';
import { TextSkeleton } from '../../feedback';
import type { InputProps } from './context';
import { BudgetInput } from './inputs/budget';
import { ChoiceInput, ChoicesInput, DeclarationInput, PeriodInput, PickerInput } from './inputs/choice';
import { FileInput } from './inputs/file';
import { TableInput } from './inputs/rows';
import { DayInput, DecimalInput, IntegerInput, LineInput, ProseInput, YuanInput } from './inputs/text';

// judges' sheets and indexes only
const ScoreInput = lazy(() => import('./inputs/score').then((module) => ({ default: module.ScoreInput })));

const INPUTS: Readonly<Record<FieldType, ComponentType<InputProps>>> = {
  text: LineInput,
  phone: LineInput,
  email: LineInput,
  longtext: ProseInput,
  number: DecimalInput,
  integer: IntegerInput,
  money: YuanInput,
  date: DayInput,
  period: PeriodInput,
  choice: ChoiceInput,
  multichoice: ChoicesInput,
  declaration: DeclarationInput,
  community: PickerInput,
  need: PickerInput,
  table: TableInput,
  people: TableInput,
  budget: BudgetInput,
  file: FileInput,
  score: ScoreInput,
};

/** The input of a field, by its type. */
export function FieldInput(props: InputProps) {
  const Input = INPUTS[props.field.type];
  const input = <Input {...props} />;
  return props.field.type === 'score' ? <Suspense fallback={<TextSkeleton lines={4} />}>{input}</Suspense> : input;
}
