export { Dialog, type DialogProps } from './Dialog';
export { ConfirmProvider, useConfirm, type ConfirmAnswer, type ConfirmQuestion } from './confirm';
export { Toasts, toast, type ToastTone } from './toast';
export { EmptyState, ErrorNote, Note, OfflineBanner, PageSkeleton, TextSkeleton, useOnline, type ErrorNoteProps, type ProblemLike } from './notes';
export { StateTag, type StateTone } from './StateTag';
