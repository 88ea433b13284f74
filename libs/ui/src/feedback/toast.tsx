import { CircleCheck, CircleX, Info, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './feedback.module.css';

export type ToastTone = 'success' | 'danger' | 'info';
interface Toast {
  readonly id: number;
  readonly tone: ToastTone;
  readonly text: string;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Toast[]) => {
  toasts = next;
  listeners.forEach((listener) => listener());
};
const close = (id: number) => set(toasts.filter((toast) => toast.id !== id));
const show = (tone: ToastTone) => (text: string) => set([...toasts.slice(-2), { id: ++last, tone, text }]);

/** Says what was done, with its object: `toast.success('已提交申请 HX-2026-003')`. Failures belong beside what failed, in an ErrorNote. */
export const toast = { success: show('success'), danger: show('danger'), info: show('info') };

const ICONS = { success: CircleCheck, danger: CircleX, info: Info };
const none: readonly Toast[] = [];

/** Where toasts appear; once, near the root. Read out by screen readers without taking the focus. */
export function Toasts() {
  const list = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
    () => none,
  );
  return (
    <div className={classes.toasts} role="status" aria-live="polite">
      {list.map((item) => <ToastCard key={item.id} toast={item} />)}
    </div>
  );
}

function ToastCard({ toast: { id, tone, text } }: { toast: Toast }) {
  const { t } = useTranslation('ui');
  const Icon = ICONS[tone];
  useEffect(() => {
    // long texts stay longer: some 5 characters a second, never under 6 s
    const timer = setTimeout(() => close(id), Math.max(6_000, text.length * 200));
    return () => clearTimeout(timer);
  }, [id, text]);
  return (
    <div className={classes.toast} data-tone={tone}>
      <Icon size={18} aria-hidden />
      <span>{text}</span>
      <button type="button" className={classes.iconButton} aria-label={t('close')} onClick={() => close(id)}><X size={16} aria-hidden /></button>
    </div>
  );
}
