import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { fullMarks, scoreItems, type ScoreItem } from '@weichuang/domain/judging/score-total';
import { found } from '@weichuang/platform/http/refused';

export interface Rubric {
  readonly id: string;
  readonly definition: FormDefinition;
  readonly items: readonly ScoreItem[];
  /** field ids of veto items */
  readonly vetoes: ReadonlySet<string>;
  readonly fullMarks: string;
}

const MOST = 500;

/** Published form versions never change, so this process reads each rubric once. */
@Injectable()
export class Rubrics {
  private readonly known = new Map<string, Rubric>();
  /** the rubric of a score sheet is pinned when the sheet is made */
  private readonly ofSheet = new Map<string, string>();

  /** @throws Refused NOT_FOUND */
  async get(em: EntityManager, id: string): Promise<Rubric> {
    const held = this.known.get(id);
    if (held) return held;
    const rows: { definition: FormDefinition; published: boolean }[] = await em.query('SELECT definition, published_at IS NOT NULL AS published FROM form_version WHERE id = $1', [id]);
    const { definition, published } = found(rows[0]);
    const items = scoreItems(definition);
    const rubric: Rubric = { id, definition, items, vetoes: new Set(items.filter((item) => item.spec.kind === 'veto').map((item) => item.field.id)), fullMarks: fullMarks(definition) };
    if (published) keep(this.known, id, rubric, MOST);
    return rubric;
  }

  /** The rubric of a sheet that this process has seen, without asking the database. */
  seen(sheetId: string): Rubric | null {
    return this.known.get(this.ofSheet.get(sheetId) ?? '') ?? null;
  }

  /** @throws Refused NOT_FOUND */
  async getForSheet(em: EntityManager, sheetId: string): Promise<Rubric> {
    const rows: { rubric_version_id: string }[] = await em.query('SELECT rubric_version_id FROM scorecard WHERE id = $1', [sheetId]);
    const rubric = await this.get(em, found(rows[0]).rubric_version_id);
    keep(this.ofSheet, sheetId, rubric.id, 100_000);
    return rubric;
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  if (map.size >= most) map.clear();
  map.set(key, value);
}
