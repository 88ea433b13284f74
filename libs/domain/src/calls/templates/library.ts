import { binhaiTemplate } from './binhai';
import { bonusOnTopTemplate } from './bonus-on-top';
import { haishuTemplate } from './haishu';
import { standardScoreTemplate } from './standard-score';
import { streetMicroTemplate } from './street-micro';
import type { RoundTemplate } from './template';

/** The programmes of the library, in the order in which they are offered. */
export const TEMPLATES: readonly RoundTemplate[] = [streetMicroTemplate, binhaiTemplate, haishuTemplate, standardScoreTemplate, bonusOnTopTemplate];

export const templateById = (id: string): RoundTemplate | null => TEMPLATES.find((template) => template.id === id) ?? null;
