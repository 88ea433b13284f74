/**
 * SQL: the application of this alias counts as one of its round. It was handed in at least once and not withdrawn; taken back
 * for a change or given back it still counts, a draft never does. Every figure that says 申报 counts by it.
 */
export const handedIn = (alias: string): string => `(${alias}.submitted_at IS NOT NULL AND ${alias}.state <> 'withdrawn')`;

/** SQL: begun and never handed in, told apart from those that were. */
export const inDraft = (alias: string): string => `(${alias}.submitted_at IS NULL AND ${alias}.state = 'draft')`;
