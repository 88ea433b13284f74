/** A year's official holidays and the weekend days that are worked for them (调休). */
export interface HolidayYear {
  readonly year: number;
  /** the notice that says so */
  readonly source: string;
  /** days off, single `MM-DD` or inclusive `MM-DD..MM-DD`; weekends inside may be listed */
  readonly off: readonly string[];
  /** Saturdays and Sundays that are working days, `MM-DD` */
  readonly makeup: readonly string[];
}

/** The years the State Council has published; a new year is one entry more. */
export const OFFICIAL_HOLIDAYS: readonly HolidayYear[] = [
  {
    year: 2024,
    source: '国务院办公厅关于2024年部分节假日安排的通知 国办发明电〔2023〕7号',
    off: ['01-01', '02-10..02-17', '04-04..04-06', '05-01..05-05', '06-10', '09-15..09-17', '10-01..10-07'],
    makeup: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知 国办发明电〔2024〕12号',
    off: ['01-01', '01-28..02-04', '04-04..04-06', '05-01..05-05', '05-31..06-02', '10-01..10-08'],
    makeup: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知 2025-11-04',
    off: ['01-01..01-03', '02-15..02-23', '04-04..04-06', '05-01..05-05', '06-19..06-21', '09-25..09-27', '10-01..10-07'],
    makeup: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
];
