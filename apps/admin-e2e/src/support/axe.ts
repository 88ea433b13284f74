import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** A problem found by axe-core in the page. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly why: string }[];
}

/** For `visitor`: axe-core comes with each page, outside of its content policy. */
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Whatever axe-core finds wrong on the page, contrast included, one line each. */
export async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<readonly Violation[]>("axe.run({ resultTypes: ['violations'] }).then((found) => found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any, all, none }) => ({ html, why: [...any, ...all, ...none].map(({ message }) => message).join('; ') })) })))");
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} (${node.why.slice(0, 160)})`));
}
