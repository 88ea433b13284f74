import type { Todo } from '@weichuang/ui/page';

/**
 * What waits for the person about one project. The slice that knows all to-dos brings it:
 * `export const useProjectTodos: UseProjectTodos` in `features/<slice>/project-todos.ts`.
 */
export type UseProjectTodos = (projectId: string) => readonly Todo[];

const [brought] = Object.values(import.meta.glob<{ useProjectTodos: UseProjectTodos }>('../*/project-todos.ts', { eager: true }));

export const useProjectTodos: UseProjectTodos = brought?.useProjectTodos ?? (() => []);
