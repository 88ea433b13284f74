import { TextInput, type TextInputProps } from '@mantine/core';
import { formatFen, parseFen } from '@weichuang/kernel/money';
import { useState } from 'react';

/** `¥` stands before the box, so the text has none. */
const textOf = (fen: number | null): string => (fen === null || !Number.isFinite(fen) ? '' : formatFen(fen).replace('¥', ''));

export interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** integer fen; null is empty */
  readonly value: number | null;
  /** NaN says that something was typed that is no sum of money */
  readonly onChange: (fen: number | null) => void;
}

/** Yuan as people type them (`20000`, `20,000.00`, full-width too), fen as the system keeps them. */
export function MoneyInput({ value, onChange, onBlur, onFocus, ...rest }: MoneyInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      leftSection={<span aria-hidden>¥</span>}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      value={draft ?? textOf(value)}
      onFocus={(event) => { setDraft(textOf(value).replaceAll(',', '').replace(/\.00$/, '')); onFocus?.(event); }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        onChange(text.trim() === '' ? null : (parseFen(text) ?? NaN));
      }}
      onBlur={(event) => {
        // what could not be read stays, so that it can be put right
        if (value === null || Number.isFinite(value)) setDraft(null);
        onBlur?.(event);
      }}
    />
  );
}
