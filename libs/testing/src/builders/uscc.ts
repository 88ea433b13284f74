import { randomInt } from 'node:crypto';
import { usccCheckCharacter } from '@weichuang/kernel/uscc';

const TYPE = { association: '51', social_service_agency: '52', foundation: '53' } as const;

/** A credit code that passes the check of GB 32100-2015, different each time. */
export function sampleUscc(kind: keyof typeof TYPE | 'filed_group' | 'resident_group' = 'social_service_agency'): string {
  const type = kind === 'filed_group' || kind === 'resident_group' ? TYPE.social_service_agency : TYPE[kind];
  const first17 = `${type}320214MJ${String(randomInt(10_000_000)).padStart(7, '0')}`;
  return `${first17}${usccCheckCharacter(first17) ?? ''}`;
}
