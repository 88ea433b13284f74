/** What the rule asks of an element that had the focus. */
export interface Held {
  readonly isConnected: boolean;
  matches(selector: string): boolean;
}

/**
 * Where the focus goes when nothing has it any more: to the page where its element has gone or no longer takes it; back to a button that
 * was only busy. `waiting`: it has been seen busy without the focus.
 */
export function afterLoss(last: Held, waiting: boolean): 'wait' | 'back' | 'page' | 'leave' {
  if (!last.isConnected) return 'page';
  if (last.matches('[data-loading]')) return 'wait';
  if (last.matches(':disabled')) return 'page';
  return waiting ? 'back' : 'leave';
}

// the browser takes the focus from a disabled button only when it next draws; a page's own answer comes first
const SETTLED_MS = 100;

/** A button that disappears or is disabled by its own act does not drop the keyboard's place to the top of the document. @returns stops watching */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const remember = () => {
    const now = document.activeElement;
    // a click beside everything is meant to leave the field
    last = now instanceof HTMLElement && now !== document.body ? now : null;
    waiting = false;
  };
  const look = () => {
    timer = null;
    const now = document.activeElement;
    if (!last || (now && now !== document.body)) return;
    const answer = afterLoss(last, waiting);
    waiting = answer === 'wait';
    if (answer === 'back') last.focus({ preventScroll: true });
    if (answer === 'page') document.getElementById('main')?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => { timer ??= setTimeout(look, SETTLED_MS); });
  document.addEventListener('focusin', remember);
  document.addEventListener('click', remember, true);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'data-loading'] });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('click', remember, true);
    if (timer) clearTimeout(timer);
  };
}
