import { TextInput } from '@mantine/core';
import { formatDecimal, parseDecimal } from '@weichuang/kernel/decimal';
import { useState } from 'react';
import { useAnswer, type InputProps } from '../context';
import classes from '../renderer.module.css';

/** Hundredths as people write them: 150 → `1.5`. */
export const quantityText = (hundredths: unknown): string =>
  Number.isSafeInteger(hundredths) ? formatDecimal({ units: BigInt(hundredths as number), scale: 2 }) : ''; // asked on the same line

/** `1.5` → 150; null for anything that is no number of at most two decimals. */
export function parseQuantity(text: string): number | null {
  const value = parseDecimal(text.trim());
  if (!value || value.scale > 2 || value.units < 0n || text.trim().length > 12) return null;
  return Number(value.units * 10n ** BigInt(2 - value.scale));
}

export function QuantityInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput {...shared} inputMode="decimal" autoComplete="off" classNames={{ input: classes.figures }} value={draft ?? quantityText(value)}
      onBlur={() => { if (draft === null || draft.trim() === '' || parseQuantity(draft) !== null) setDraft(null); shared.onBlur(); }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        set(parseQuantity(text));
      }} />
  );
}
