import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusFirst, giveBack, scrollByKeys } from './dialog-focus';
import { holdsWriting } from './dialog-writing';
import classes from './feedback.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `sheet` comes up from the bottom on a phone and takes the side at the desk */
  readonly kind?: 'dialog' | 'sheet';
  /** `alertdialog` for what must be answered */
  readonly role?: 'dialog' | 'alertdialog';
}

/**
 * The browser's own modal: focus stays inside, Escape closes, the page behind is inert. What was typed and not sent is not lost to a stray
 * click beside it or to one Escape: the first asks, the second Escape closes.
 */
export function Dialog({ open, onClose, title, children, footer, kind = 'dialog', role }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useTranslation('ui');
  const written = useRef(new Set<Element>());
  // where a press began: a selection drawn out of a field ends on the backdrop, and closes nothing
  const pressed = useRef<EventTarget | null>(null);
  const [asked, setAsked] = useState(false);
  const unsent = () => holdsWriting(written.current);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (!open) {
      if (dialog.open) dialog.close();
      return;
    }
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    focusFirst(dialog);
    const fields = written.current;
    const stopMeasuring = scrollByKeys(dialog);
    return () => {
      fields.clear();
      stopMeasuring();
      setAsked(false);
      // closed by the browser, it gives the focus back itself; taken off the page, it cannot
      queueMicrotask(() => giveBack(opener));
    };
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={classes.dialog}
      data-kind={kind}
      role={role}
      aria-labelledby={heading}
      onClose={onClose}
      onInput={(event) => {
        if (event.target instanceof Element) written.current.add(event.target);
        setAsked(false);
      }}
      onCancel={(event) => {
        // a file dialog or a menu inside tells of its own end too
        if (event.target !== ref.current || asked || !unsent()) return;
        event.preventDefault();
        setAsked(true);
      }}
      onPointerDown={(event) => { pressed.current = event.target; }}
      onClick={(event) => {
        if (event.target !== ref.current || pressed.current !== ref.current) return;
        if (unsent()) setAsked(true);
        else onClose();
      }}
    >
      {open && (
        <div className={classes.dialogBox}>
          <header className={classes.dialogHead}>
            <h2 id={heading} tabIndex={-1} data-dialog-title>{title}</h2>
            <button type="button" className={classes.iconButton} aria-label={t('close')} onClick={onClose}><X size={18} aria-hidden /></button>
          </header>
          <div className={classes.dialogBody} data-dialog-body>{children}</div>
          <p className={classes.unsent} role="status">{asked && t('unsent')}</p>
          {footer && <footer className={classes.dialogFoot} data-dialog-foot>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
