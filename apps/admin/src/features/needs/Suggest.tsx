import { TextInput } from '@mantine/core';
import { useId } from 'react';

/** A text box with suggestions; anything else may be typed too. */
export function Autocomplete({ label, options, value, onChange }: { label: string; options: readonly string[]; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <>
      <TextInput label={label} list={id} maxLength={60} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      <datalist id={id}>{options.map((option) => <option key={option} value={option} />)}</datalist>
    </>
  );
}
