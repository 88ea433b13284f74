import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** numbers and money stand at the end */
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  /** words of the two directions, `从新到旧` */
  readonly sortWords?: { readonly asc: string; readonly desc: string };
  /** any CSS length in rem or ch */
  readonly minWidth?: string;
  /** never broken; dates, sums, numbers of things and short words are known by their form and need not say so */
  readonly nowrap?: boolean;
  /** hidden until the person asks for it */
  readonly extra?: boolean;
  /** left out of the card on a phone */
  readonly deskOnly?: boolean;
  /**
   * Its place in the card on a phone; by default `state` stands beside the name, `act` comes last, and of the others heading and
   * value stand in the card's text, one after another.
   * `side`: beside the name, for the state; `bare`: as by default, without its heading; `line`: a line of its own, without its
   * heading; `acts`: buttons, last.
   */
  readonly phone?: 'side' | 'bare' | 'line' | 'acts';
  /** below the column, usually its sum */
  readonly foot?: ReactNode;
}

export interface FilterDef {
  readonly id: string;
  /** the field's name: `状态` */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** only one at a time */
  readonly single?: boolean;
}

export interface Sort {
  readonly by: string;
  readonly dir: 'asc' | 'desc';
}

export interface ListQuery {
  readonly q: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: Sort | null;
  /** cursor of the page, null for the first */
  readonly after: string | null;
}

/** What the person looks at, kept in the address, so that it can be sent, reloaded and gone back to. */
export interface ListState {
  readonly query: ListQuery;
  /** from 1 */
  readonly page: number;
  readonly search: (q: string) => void;
  readonly filter: (id: string, values: readonly string[]) => void;
  readonly sort: (sort: Sort | null) => void;
  readonly clear: () => void;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
}

export interface SavedView {
  readonly label: string;
  /** search part of the address, without `?` */
  readonly search: string;
}
