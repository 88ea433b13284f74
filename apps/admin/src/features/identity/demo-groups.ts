/** The accounts a visitor needs for the walk through the demo, by the part before the @, in the order they are shown. */
const MAIN = {
  street: ['manager', 'handler', 'finance', 'leader'],
  helpers: ['undertaker', 'judge1', 'supervisor', 'evaluator', 'auditor', 'district'],
  applicants: ['applicant', 'member', 'federation', 'group', 'community'],
  elsewhere: ['manager2', 'leader2', 'admin'],
} as const;
export type DemoGroup = keyof typeof MAIN;

/** The main accounts by group, empty groups left out, and all the others in the order given. */
export function groupAccounts<T extends { readonly email: string }>(accounts: readonly T[]): { groups: { name: DemoGroup; rows: T[] }[]; others: T[] } {
  const byName = new Map(accounts.map((account) => [account.email.split('@')[0] ?? '', account]));
  const shown = new Set<T>();
  const groups = (Object.keys(MAIN) as DemoGroup[]).map((name) => { // the keys of a constant are its type's
    const rows = MAIN[name].flatMap((key) => byName.get(key) ?? []);
    rows.forEach((row) => shown.add(row));
    return { name, rows };
  });
  return { groups: groups.filter(({ rows }) => rows.length > 0), others: accounts.filter((account) => !shown.has(account)) };
}
