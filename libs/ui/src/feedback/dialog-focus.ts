const FIELDS = 'input:not([type="hidden"], [type="file"]), select, textarea';
const usable = (element: HTMLElement): boolean => !element.matches(':disabled, [readonly]') && (element.checkVisibility?.() ?? true);

/**
 * Where a dialog's focus begins: at `[data-first-focus]`; else at the first field, of a group of radios at the chosen one; else at the
 * question's last button, which answers it (a dangerous one asks for its first, which does not); else at the title, so that the text
 * is read from its beginning. Never at the cross.
 */
export function focusFirst(dialog: HTMLElement): void {
  const all = (selector: string) => [...dialog.querySelectorAll<HTMLElement>(selector)].filter(usable);
  const fields = all(`[data-dialog-body] :is(${FIELDS})`);
  const field = fields[0];
  const chosen = field?.matches('[type="radio"]') ? fields.find((one) => one.matches(':checked')) : undefined;
  const answers = all('[data-dialog-foot] :is(button, a[href])');
  const target = all('[data-first-focus]')[0] ?? chosen ?? field ?? answers.at(-1) ?? dialog.querySelector<HTMLElement>('[data-dialog-title]');
  target?.focus();
}

/** The focus goes back to what opened the dialog; where that has gone, to the page, never to nowhere. */
export function giveBack(opener: Element | null): void {
  const now = document.activeElement;
  if (now && now !== document.body && now.isConnected) return;
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
  else document.getElementById('main')?.focus({ preventScroll: true });
}

/** A long text without anything to tab to is scrolled from the keyboard as well: as long as it is longer than its box, the box takes the focus. @returns stops watching it */
export function scrollByKeys(dialog: HTMLElement): () => void {
  const body = dialog.querySelector<HTMLElement>('[data-dialog-body]');
  if (!body) return () => undefined;
  const measure = () => {
    if (body.scrollHeight > body.clientHeight && !body.querySelector(`:is(${FIELDS}, button, a[href], [tabindex="0"])`)) body.tabIndex = 0;
    else body.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(measure);
  for (const box of [body, ...body.children]) observer.observe(box);
  return () => observer.disconnect();
}
