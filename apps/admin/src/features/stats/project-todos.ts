import { listTodos } from '@weichuang/contracts/stats/stats';
import { useApi } from '../../app/api';
import type { UseProjectTodos } from '../agreements/todos';

/** Those of the workbench's to-dos that are about this project. */
export const useProjectTodos: UseProjectTodos = (projectId) => {
  const { data } = useApi(listTodos, { query: { projectId } }, { fresh: true });
  return data?.rows.map(({ id, title, due, to }) => ({ id, title, to, ...(due ? { due } : {}) })) ?? [];
};
