import { TextInput, type TextInputProps } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import classes from './popup.module.css';

export interface ComboboxOption {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
}

export interface ComboboxProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onSelect'> {
  readonly options: readonly ComboboxOption[];
  /** '' is none */
  readonly value: string;
  readonly onSelect: (id: string) => void;
  readonly nothing: string;
}

/** At most so many are drawn; typing narrows them. */
const DRAWN = 100;

/** A text box that finds one of many (WAI-ARIA APG combobox with list autocomplete). Emptying it takes the choice away. */
export function Combobox({ options, value, onSelect, nothing, onBlur, disabled, ...rest }: ComboboxProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const chosen = options.find((option) => option.id === value);
  const words = (typed ?? '').trim().toLowerCase();
  const found = options.filter((option) => !words || `${option.label} ${option.hint ?? ''}`.toLowerCase().includes(words)).slice(0, DRAWN);
  const select = (option: ComboboxOption) => {
    onSelect(option.id);
    setTyped(null);
    setOpen(false);
  };
  const show = (index: number) => {
    setAt(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (found.length) show((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const option = found[at];
      if (option) select(option);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setTyped(null);
      setOpen(false);
    }
  };
  return (
    <div className={classes.combobox}>
      <TextInput {...rest} role="combobox" autoComplete="off" aria-autocomplete="list" aria-expanded={open} aria-controls={open ? id : undefined}
        aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined} disabled={disabled} value={typed ?? chosen?.label ?? ''}
        rightSection={<ChevronDown size={16} aria-hidden />} rightSectionPointerEvents="none" onKeyDown={key} onClick={() => setOpen(true)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          setOpen(true);
          setAt(0);
          if (text === '') onSelect('');
        }}
        onBlur={(event) => { setTyped(null); setOpen(false); onBlur?.(event); }} />
      {open && (
        <ul ref={list} id={id} role="listbox" aria-label={typeof rest.label === 'string' ? rest.label : rest['aria-label']} className={classes.panel} data-align="fill">
          {found.map((option, i) => (
            // the press must not take the focus away, or the list would close before the click
            <li key={option.id} id={`${id}-${i}`} role="option" aria-selected={option.id === value} data-active={i === at || undefined} className={classes.option}
              onPointerDown={(event) => event.preventDefault()} onClick={() => select(option)}>
              {option.label}{option.hint && <small>{option.hint}</small>}
            </li>
          ))}
          {found.length === 0 && <li role="option" aria-selected={false} aria-disabled className={classes.option}>{nothing}</li>}
        </ul>
      )}
    </div>
  );
}
