import type { Field, FormDefinition, ScoreSpec, Section, Text } from '../../forms/definition';

/** Short hands in which the library's forms are written. */
export const t = (zh: string, en: string): Text => ({ zh, en });

export const field = (id: string, type: Field['type'], label: Text, more: Omit<Field, 'id' | 'type' | 'label'> = {}): Field => ({ id, type, label, ...more });

export const section = (id: string, title: Text, ...fields: Field[]): Section => ({ id, title, fields });

export const withHelp = (one: Section, help: Text): Section => ({ ...one, help });

export const options = (...list: readonly (readonly [string, string, string])[]): Field['options'] =>
  list.map(([id, zh, en]) => ({ id, label: { zh, en } }));

/** A base item with its anchors: good from 85 %, middling from 60 %, poor below. */
export const criterion = (id: string, label: Text, max: string, anchors: readonly [Text, Text, Text], more: Partial<ScoreSpec> = {}): Field => ({
  id,
  type: 'score',
  label,
  required: true,
  score: {
    max,
    step: '0.5',
    kind: 'base',
    anchors: [
      { fromPct: 85, text: anchors[0] },
      { fromPct: 60, text: anchors[1] },
      { fromPct: 0, text: anchors[2] },
    ],
    ...more,
  },
});

/** An item of an evaluation index; `source` names the figure the system fills in. */
export const indicator = (id: string, label: Text, max: string, help: Text, more: Partial<ScoreSpec> = {}): Field => ({
  id,
  type: 'score',
  label,
  help,
  required: (more.kind ?? 'base') === 'base',
  score: { max, step: '0.5', kind: 'base', ...more },
});

export const form = (...sections: Section[]): FormDefinition => ({ sections });
