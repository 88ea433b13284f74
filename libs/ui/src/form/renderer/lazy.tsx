import { lazy, Suspense } from 'react';
import { PageSkeleton } from '../../feedback';
import type { AnswerTextProps } from './AnswerText';
import type { AnswersViewProps } from './AnswersView';
import type { FormRendererProps } from './types';

// the renderer is its own chunk: pages without a configured form do not load it
const Renderer = lazy(() => import('./FormRenderer').then((module) => ({ default: module.FormRenderer })));
const Answers = lazy(() => import('./AnswersView').then((module) => ({ default: module.AnswersView })));
const Answer = lazy(() => import('./AnswerText').then((module) => ({ default: module.AnswerText })));

export function FormRenderer(props: FormRendererProps) {
  return <Suspense fallback={<PageSkeleton />}><Renderer {...props} /></Suspense>;
}

export function AnswersView(props: AnswersViewProps) {
  return <Suspense fallback={<PageSkeleton />}><Answers {...props} /></Suspense>;
}

/** One answer alone: where two versions stand side by side. */
export function AnswerText(props: AnswerTextProps) {
  return <Suspense fallback={null}><Answer {...props} /></Suspense>;
}
