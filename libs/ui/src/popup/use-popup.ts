import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const EDGE = 8;

/** Open or closed, kept on the screen, closed by Escape, a press elsewhere, or the focus leaving. */
export function usePopup(controlled?: { readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const [own, setOwn] = useState(false);
  const open = controlled?.open ?? own;
  const onOpen = controlled?.onOpen;
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const setOpen = useCallback((next: boolean) => (onOpen ? onOpen(next) : setOwn(next)), [onOpen]);
  const close = useCallback(
    (refocus = true) => {
      setOpen(false);
      if (refocus) trigger.current?.focus();
    },
    [setOpen],
  );

  useLayoutEffect(() => {
    const box = panel.current;
    if (!open || !box) return;
    box.style.transform = '';
    const { left, right, bottom, height } = box.getBoundingClientRect();
    const shift = left < EDGE ? EDGE - left : right > innerWidth - EDGE ? innerWidth - EDGE - right : 0;
    const top = trigger.current?.getBoundingClientRect().top ?? 0;
    const above = bottom > innerHeight - EDGE && top > height + EDGE;
    box.toggleAttribute('data-above', above);
    if (shift) box.style.transform = `translateX(${shift}px)`;
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const pressed = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    const moved = (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node && !root.current?.contains(event.relatedTarget)) setOpen(false);
    };
    const element = root.current;
    document.addEventListener('pointerdown', pressed);
    element?.addEventListener('keydown', key);
    element?.addEventListener('focusout', moved);
    return () => {
      document.removeEventListener('pointerdown', pressed);
      element?.removeEventListener('keydown', key);
      element?.removeEventListener('focusout', moved);
    };
  }, [open, close, setOpen]);

  return { open, setOpen, close, root, trigger, panel };
}
