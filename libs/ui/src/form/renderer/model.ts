import type { Answers, Field, FormDefinition, Section } from '@weichuang/domain/forms/definition';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { FormSupport, SectionState } from './types';

export interface SectionView {
  readonly section: Section;
  readonly fields: readonly Field[];
  readonly state: SectionState;
  /** problems that are shown */
  readonly wrong: number;
}

export interface ModelView {
  readonly sections: readonly SectionView[];
  /** path → problem, those that the reader should see now */
  readonly shown: ReadonlyMap<string, FieldProblem>;
  readonly all: readonly FieldProblem[];
}

const CHECK_AFTER_MS = 250;

/**
 * What is visible, how far each section is, and which problems to show: those of fields that were left,
 * all of them after an attempt to submit, and the server's until their field changes.
 */
export class FormModel {
  private view: ModelView;
  private readonly touched = new Set<string>();
  private showAll = false;
  private fromServer: readonly FieldProblem[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly definition: FormDefinition,
    private answers: Answers,
    private support: Pick<FormSupport, 'rules' | 'extraProblems'>,
  ) {
    this.view = this.look();
  }

  readonly read = (): ModelView => this.view;
  readonly current = (): Answers => this.answers;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Visibility follows at once, since it depends on ticks and choices; checking waits for a pause in typing. */
  change(answers: Answers, path?: string): void {
    this.answers = answers;
    if (path !== undefined) {
      const field = path.split('.')[0];
      this.fromServer = this.fromServer.filter((problem) => problem.path.split('.')[0] !== field);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), CHECK_AFTER_MS);
    const before = this.view.sections.flatMap((one) => one.fields.map((field) => field.id)).join();
    const after = this.support.rules.visibleFields(this.definition, answers).map((field) => field.id).join();
    if (before !== after) this.refresh();
  }

  touch(path: string): void {
    if (this.touched.has(path)) return;
    this.touched.add(path);
    this.refresh();
  }

  serverProblems(problems: readonly FieldProblem[]): void {
    this.fromServer = problems;
    this.refresh();
  }

  /** Shows every problem; true when there is none. */
  reveal(): boolean {
    this.showAll = true;
    this.refresh();
    return this.view.all.length === 0;
  }

  private refresh(): void {
    clearTimeout(this.timer);
    this.view = this.look();
    this.listeners.forEach((listener) => listener());
  }

  private look(): ModelView {
    const { rules, extraProblems } = this.support;
    const visible = new Set(rules.visibleFields(this.definition, this.answers).map((field) => field.id));
    const extra = extraProblems?.(this.answers) ?? [];
    const progress = new Map(rules.progressOf(this.definition, this.answers, extra).sections.map((one) => [one.sectionId, one]));
    const all = [...rules.validateAnswers(this.definition, this.answers, { mode: 'final' }), ...extra];
    const shown = new Map<string, FieldProblem>();
    // sums and dates stand on the whole field: any part of it that was left brings them out
    const wholes = new Set([...this.touched].map((path) => path.split('.')[0]));
    const isDue = (problem: FieldProblem): boolean => this.showAll || (extra.includes(problem) ? wholes.has(problem.path.split('.')[0]) : this.isTouched(problem.path));
    for (const problem of all) if (!shown.has(problem.path) && isDue(problem)) shown.set(problem.path, problem);
    for (const problem of this.fromServer) if (!shown.has(problem.path)) shown.set(problem.path, problem);
    const sections = this.definition.sections.flatMap((section): SectionView[] => {
      const fields = section.fields.filter((field) => visible.has(field.id));
      const ids = new Set(fields.map((field) => field.id));
      const wrong = [...shown.keys()].filter((path) => ids.has(path.split('.')[0] ?? '')).length;
      return fields.length ? [{ section, fields, state: progress.get(section.id)?.state ?? 'not_started', wrong }] : [];
    });
    return { sections, shown, all };
  }

  /** A field counts as left when it, a part of it, or what it is part of was. */
  private isTouched(path: string): boolean {
    if (this.touched.has(path)) return true;
    for (const one of this.touched) if (path.startsWith(`${one}.`) || one.startsWith(`${path}.`)) return true;
    return false;
  }
}
