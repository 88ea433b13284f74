import { Injectable } from '@nestjs/common';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';

const MOST = 500;

/** Least recently used goes first. */
function remember<V>(held: Map<string, V>, key: string, value: V): V {
  held.delete(key);
  held.set(key, value);
  if (held.size > MOST) held.delete(held.keys().next().value ?? key);
  return value;
}

/**
 * Published forms never change, and a round's row tells by its version (`xmin`) whether its configuration has: both are kept parsed,
 * so that saving a draft reads neither. What is kept is asked for by ids that the caller has read under its own tenant.
 */
@Injectable()
export class Pinned {
  private readonly forms = new Map<string, FormDefinition>();
  private readonly configs = new Map<string, RoundConfig>();

  async form(ctx: Ctx, id: string): Promise<FormDefinition> {
    const held = this.forms.get(id);
    if (held) return remember(this.forms, id, held);
    const rows: { definition: FormDefinition; published: boolean }[] = await ctx.em.query('SELECT definition, published_at IS NOT NULL AS published FROM form_version WHERE id = $1', [id]);
    const { definition, published } = found(rows[0]);
    return published ? remember(this.forms, id, definition) : definition;
  }

  /** @param stamp the round's `xmin` as the caller has just read it */
  async config(ctx: Ctx, roundId: string, stamp: string): Promise<RoundConfig> {
    const key = `${roundId} ${stamp}`;
    const held = this.configs.get(key);
    if (held) return remember(this.configs, key, held);
    const rows: { config: RoundConfig; stamp: string }[] = await ctx.em.query('SELECT config, xmin::text AS stamp FROM round WHERE id = $1', [roundId]);
    const row = found(rows[0]);
    return remember(this.configs, `${roundId} ${row.stamp}`, row.config);
  }
}
