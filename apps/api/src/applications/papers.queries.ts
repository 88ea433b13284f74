import type { Ctx } from '@weichuang/platform/context/ctx';

/** Names for the ids that answers hold: communities, needs, files; and the digests of the files. */
export async function namesIn(ctx: Ctx, ids: { communities: readonly string[]; needs: readonly string[]; files: readonly string[] }): Promise<{ names: Record<string, string>; files: { id: string; name: string; size: number; digest: string }[] }> {
  const rows: { names: Record<string, string>; files: { id: string; name: string; size: number; digest: string }[] }[] = await ctx.em.query(
    `SELECT COALESCE((SELECT json_object_agg(n.id, n.name) FROM (
         SELECT id, name FROM community WHERE id = ANY ($1::uuid[])
         UNION ALL SELECT id, title FROM need WHERE id = ANY ($2::uuid[])
         UNION ALL SELECT id, name FROM stored_file WHERE id = ANY ($3::uuid[])) n), '{}') AS names,
       COALESCE((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'digest', f.sha256) ORDER BY f.created_at, f.id) FROM stored_file f WHERE f.id = ANY ($3::uuid[])), '[]') AS files`,
    [ids.communities, ids.needs, ids.files],
  );
  return rows[0] ?? { names: {}, files: [] };
}
