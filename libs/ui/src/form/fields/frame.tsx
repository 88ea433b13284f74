import { createContext, useContext, useEffect } from 'react';
import { useController, type Control, type FieldPath, type FieldValues, type PathValue } from 'react-hook-form';

/** Labels by field name, so that the error summary can name the field. */
export const LabelsContext = createContext<Map<string, string> | null>(null);

export const inputId = (name: string): string => `f-${name.replaceAll('.', '-')}`;

const ORDER = ['label', 'input', 'description', 'error'] as const;

/** What every simple field takes. `control` comes from `useZodForm`. */
export interface FieldProps<T extends FieldValues, Out = T> {
  readonly control: Control<T, unknown, Out>;
  readonly name: FieldPath<T>;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Binds a field: its value, its problem, and the attributes that the library's inputs share. */
export function useField<T extends FieldValues, Out>({ control, name, label, help, required, disabled }: FieldProps<T, Out>) {
  const { field, fieldState } = useController({ control, name });
  const labels = useContext(LabelsContext);
  useEffect(() => {
    labels?.set(name, label);
  }, [labels, name, label]);
  return {
    value: field.value as unknown,
    // the schema says what is right; a field gives what was typed
    set: (value: unknown) => field.onChange(value as PathValue<T, FieldPath<T>>),
    shared: {
      id: inputId(name),
      name,
      label,
      description: help,
      withAsterisk: required,
      // help below, so that boxes of one row stand in one line
      inputWrapperOrder: [...ORDER],
      required: undefined,
      'aria-required': required || undefined,
      disabled,
      error: fieldState.error?.message,
      onBlur: field.onBlur,
    },
    ref: field.ref,
  };
}
