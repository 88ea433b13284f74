import { Button, type ButtonProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FormProvider, useFormContext, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { ErrorNote, type ProblemLike } from '../feedback';
import { ErrorSummary, focusField } from './ErrorSummary';
import { LabelsContext } from './fields/frame';
import classes from './form.module.css';
import { applyProblems, flattenErrors, type ServerProblem } from './problems';

export interface FormProps<T extends FieldValues, Out> {
  readonly form: UseFormReturn<T, unknown, Out>;
  /** rejects with the server's problem: its `fields` go beside their inputs, anything else is said above the form */
  readonly onSubmit: (values: Out) => Promise<unknown> | void;
  readonly children: ReactNode;
  readonly label?: string;
}

/** A form with its error summary; sending twice is not possible while the first is on its way. */
export function Form<T extends FieldValues, Out>({ form, onSubmit, children, label }: FormProps<T, Out>) {
  const [labels] = useState(() => new Map<string, string>());
  const [failure, setFailure] = useState<unknown>(null);
  const { errors, submitCount, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await onSubmit(values);
    } catch (error) {
      const fields = fieldsOf(error);
      if (fields.length) applyProblems(form.setError, fields);
      else setFailure(error);
    }
  });
  const items = submitCount === 0 ? [] : flattenErrors(errors).map(({ path, message }) => ({ path, message, label: labels.get(path) ?? '' }));
  return (
    <FormProvider {...form}>
      <LabelsContext value={labels}>
        <form noValidate className={classes.form} aria-label={label}
          onSubmit={(event) => { event.preventDefault(); if (!isSubmitting) void submit(event); }}>
          {failure !== null && <ErrorNote error={failure} />}
          {items.length > 1 && <ErrorSummary items={items} attempt={submitCount} onGo={focusField} />}
          {children}
        </form>
      </LabelsContext>
    </FormProvider>
  );
}

function fieldsOf(error: unknown): readonly ServerProblem[] {
  const fields = (error as (ProblemLike & { fields?: unknown }) | null)?.fields; // looked at before use
  return Array.isArray(fields) ? fields.filter((one): one is ServerProblem => typeof one?.path === 'string' && typeof one?.message === 'string') : [];
}

/** Sends the form it stands in. */
export function SubmitButton({ children, ...rest }: ButtonProps & { children: ReactNode }) {
  const { formState } = useFormContext();
  return <Button type="submit" loading={formState.isSubmitting} {...rest}>{children}</Button>;
}

/** Fields under one heading; two columns where there is room. */
export function FieldGroup({ title, help, columns = 1, children }: { title?: string; help?: ReactNode; columns?: 1 | 2; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      {title && <legend className={classes.groupTitle}>{title}</legend>}
      {help && <p className={classes.groupHelp}>{help}</p>}
      <div className={classes.groupFields} data-columns={columns}>{children}</div>
    </fieldset>
  );
}
