import { addDays, weekdayOf } from '@weichuang/kernel/calendar';
import { chinaDay, millis, type Moment } from '../format/dates';

export interface Todo {
  readonly id: string;
  /** verb and object: `补正申请材料` */
  readonly title: string;
  /** of what: `邻里食堂 · QB-2026-003` */
  readonly about?: string;
  readonly due?: Moment;
  /** one click from doing it */
  readonly to: string;
}

export type TodoGroup = 'late' | 'today' | 'week' | 'later';

/** To-dos by deadline, as a calendar in China shows them: the week ends on Sunday; without a deadline is later. Each group by deadline. */
export function groupByDue(todos: readonly Todo[], now: number): Readonly<Record<TodoGroup, readonly Todo[]>> {
  const today = chinaDay(now);
  const sunday = addDays(today, (7 - weekdayOf(today)) % 7);
  const groups: Record<TodoGroup, Todo[]> = { late: [], today: [], week: [], later: [] };
  for (const todo of todos) {
    if (todo.due === undefined) groups.later.push(todo);
    else if (millis(todo.due) <= now) groups.late.push(todo);
    else {
      // due at midnight belongs to the day that ends
      const day = chinaDay(millis(todo.due) - 1);
      groups[day <= today ? 'today' : day <= sunday ? 'week' : 'later'].push(todo);
    }
  }
  const at = (todo: Todo) => (todo.due === undefined ? Infinity : millis(todo.due));
  for (const list of Object.values(groups)) list.sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
  return groups;
}
