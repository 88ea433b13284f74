export { AnswerText, AnswersView, FormRenderer } from './renderer/lazy';
export type {
  BudgetBar, BudgetSupport, BudgetTotals, Choice, FormRendererProps, FormRules, FormSupport, SectionState, StoredFile, Upload,
} from './renderer/types';
export type { AnswersViewProps } from './renderer/AnswersView';
export { SaveState } from './SaveState';
export type { SaveAnswers, SaveResult, SaveStatus } from './autosave/autosaver';
export { useAutosaver, useSaveStatus } from './autosave/use-autosave';
export { forgetLocalCopies } from './autosave/local-copy';
export { FieldGroup, Form, SubmitButton, type FormProps } from './Form';
export { ErrorSummary, focusField, type SummaryItem } from './ErrorSummary';
export { applyProblems, type ServerProblem } from './problems';
export { useZodForm } from './use-zod-form';
export { DateField, DateTimeField, MoneyField, RadioField, SelectField, SwitchField, TextAreaField, TextField, type SelectOption } from './fields/simple';
export { MoneyInput, type MoneyInputProps } from './fields/MoneyInput';
export { useField, type FieldProps } from './fields/frame';
