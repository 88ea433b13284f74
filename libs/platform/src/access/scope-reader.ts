import type { DataSource } from 'typeorm';
import { isId } from '@weichuang/kernel/id';
import { NOWHERE, type Scope } from '@weichuang/domain/identity/access';
import { BriefCache } from './brief-cache';
import type { ScopeSource } from './can';

interface ScopeRecord {
  tenant_id: string | null;
  round_id: string | null;
  organization_id: string | null;
  community_id: string | null;
  user_id: string | null;
  disabled: boolean | null;
}

/** Finds where the things of a request belong, before any tenant is known. */
export class ScopeReader {
  private readonly cache = new BriefCache<Scope | null>();

  constructor(private readonly source: DataSource) {}

  /**
   * The scope of all named things together. null: one of them does not exist, or they belong to different places
   * (an organization names no street, so it joins any).
   */
  async read(source: ScopeSource, request: { params: unknown; query: unknown; body: unknown }): Promise<Scope | null> {
    let scope: Scope = NOWHERE;
    for (const [kind, path] of Object.entries(source)) {
      const id = valueAt(request, path.includes('.') ? path : `params.${path}`);
      if (typeof id !== 'string' || !isId(id)) return null;
      const found = await this.cache.get(`${kind}:${id}`, () => this.load(kind, id));
      if (!found) return null;
      const merged = merge(scope, found);
      if (!merged) return null;
      scope = merged;
    }
    return scope;
  }

  forgetAll(): void {
    this.cache.clear();
  }

  private async load(kind: string, id: string): Promise<Scope | null> {
    if (!/^[a-z_]+$/.test(kind)) throw new Error(`a scope kind that is none: ${kind}`);
    const rows: ScopeRecord[] = await this.source.query(`SELECT s.*, (SELECT t.disabled_at IS NOT NULL FROM tenant t WHERE t.id = s.tenant_id) AS disabled FROM scope_${kind}($1) s`, [id]);
    const row = rows[0];
    return row
      ? { tenantId: row.tenant_id, roundId: row.round_id, organizationId: row.organization_id, communityId: row.community_id, userId: row.user_id, ...(row.disabled ? { disabled: true } : {}) }
      : null;
  }
}

function merge(a: Scope, b: Scope): Scope | null {
  const joined: { -readonly [K in keyof Scope]: Scope[K] } = { ...a };
  for (const key of ['tenantId', 'roundId', 'organizationId', 'communityId', 'userId'] as const) {
    if (b[key] === null) continue;
    if (a[key] !== null && a[key] !== b[key]) return null;
    joined[key] = b[key];
  }
  if (b.disabled) joined.disabled = true;
  return joined;
}

function valueAt(request: { params: unknown; query: unknown; body: unknown }, path: string): unknown {
  let value: unknown = request;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part]; // an object with this very key
  }
  return value;
}
