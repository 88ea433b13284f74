import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusFirst, giveBack } from './dialog-focus';
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

/** The browser's own modal: focus stays inside, Escape closes, the page behind is inert. */
export function Dialog({ open, onClose, title, children, footer, kind = 'dialog', role }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useTranslation('ui');
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
    return () => {
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
      onClick={(event) => event.target === ref.current && onClose()}
    >
      {open && (
        <div className={classes.dialogBox}>
          <header className={classes.dialogHead}>
            <h2 id={heading} tabIndex={-1} data-dialog-title>{title}</h2>
            <button type="button" className={classes.iconButton} aria-label={t('close')} onClick={onClose}><X size={18} aria-hidden /></button>
          </header>
          <div className={classes.dialogBody} data-dialog-body>{children}</div>
          {footer && <footer className={classes.dialogFoot} data-dialog-foot>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
