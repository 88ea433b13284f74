import { TextInput } from '@mantine/core';
import { useController, type Control } from 'react-hook-form';
import type { ActivityTyped } from './activity-form';

/** The browser's own time input: a wheel on a phone. `HH:mm`, '' while empty. */
export function TimeField<Out>({ control, name, label }: { control: Control<ActivityTyped, unknown, Out>; name: 'startsAt' | 'endsAt'; label: string }) {
  const { field, fieldState } = useController({ control, name });
  return (
    <TextInput id={`f-${name}`} type="time" label={label} withAsterisk aria-required ref={field.ref} name={name} value={field.value} error={fieldState.error?.message}
      onChange={(event) => field.onChange(event.currentTarget.value)} onBlur={field.onBlur} />
  );
}
