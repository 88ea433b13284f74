import { TextInput, type TextInputProps } from '@mantine/core';
import { formatFen, parseFen } from '@weichuang/kernel/money';
import { useState } from 'react';

/** `¥` stands before the box, so the text has none. */
const textOf = (fen: number | null): string => (fen === null || !Number.isFinite(fen) ? '' : formatFen(fen).replace('¥', ''));

/** A digit typed into `2,000.00` leaves its commas in the wrong places: they are then no part of what was meant. */
export const readYuan = (text: string): number | null => parseFen(text) ?? parseFen(text.replace(/[,，]/g, ''));

export interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** integer fen; null is empty */
  readonly value: number | null;
  /** NaN says that something was typed that is no sum of money */
  readonly onChange: (fen: number | null) => void;
  /** without ¥, where the column's head says it */
  readonly bare?: boolean;
}

/** Yuan as people type them (`20000`, `20,000.00`, full-width too), fen as the system keeps them. */
export function MoneyInput({ value, onChange, onBlur, bare, ...rest }: MoneyInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      leftSection={bare ? undefined : <span aria-hidden>¥</span>}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      value={draft ?? textOf(value)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        onChange(text.trim() === '' ? null : (readYuan(text) ?? NaN));
      }}
      onBlur={(event) => {
        // what could not be read stays, so that it can be put right
        if (value === null || Number.isFinite(value)) setDraft(null);
        onBlur?.(event);
      }}
    />
  );
}
