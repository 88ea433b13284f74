// `npm run new-slice NAME`: a slice in all layers — machine, permissions, contract, table with row-level security, module,
// page, messages, and a passing test. What it writes is the house's shape; change it into what the slice is for.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.env.NEW_SLICE_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const name = process.argv[2];
const stop = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
if (!/^[a-z][a-z]+$/.test(name ?? '')) stop('用法 usage: npm run new-slice NAME（小写英文复数名词，例如 trainings; a plural noun in small letters)');
const at = (path) => join(root, path);
if (existsSync(at(`libs/domain/src/${name}`))) stop(`${name} 已经存在 (is there already)`);

const one = name.replace(/ies$/, 'y').replace(/s$/, '');
const Name = name[0].toUpperCase() + name.slice(1);
const One = one[0].toUpperCase() + one.slice(1);
const CODE = one.toUpperCase();
const migrationsDir = at('libs/persistence/src/migrations');
const number = Math.max(...readdirSync(migrationsDir).map((file) => Number.parseInt(file, 10)).filter(Number.isFinite)) + 1;
const migrationFile = `${String(number).padStart(4, '0')}-${name}`;
const migrationClass = `${Name}${1700000000000 + number}`;

const files = {
  [`libs/domain/src/${name}/${one}.machine.ts`]: `import { refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface ${One}Facts {
  readonly title: string;
}

export const ${one}Machine = defineMachine<${One}Facts>()({
  name: '${one}',
  initial: 'draft',
  states: ['draft', 'done'],
  steps: {
    finish: { from: ['draft'], to: 'done', can: '${one}.edit', unless: (facts) => (facts.title.trim() ? null : refuse('${CODE}.UNTITLED')) },
  },
});
`,
  [`libs/domain/src/${name}/${one}.machine.spec.ts`]: `import { whyNot } from '@weichuang/kernel/machine';
import { ${one}Machine } from './${one}.machine';

it.each([
  ['with a title', 'draft', '标题', null],
  ['without a title', 'draft', ' ', '${CODE}.UNTITLED'],
  ['twice', 'done', '标题', 'STATE.WRONG'],
] as const)('finishes %s', (_, state, title, code) => {
  expect(whyNot(${one}Machine, state, 'finish', { title })?.code ?? null).toBe(code);
});
`,
  [`libs/domain/src/${name}/permissions.ts`]: `import type { PermissionTable } from '../identity/access';

export const ${name}Permissions = {
  '${one}.read': ['street_manager', 'street_handler', 'auditor'],
  '${one}.edit': ['street_manager', 'street_handler'],
} satisfies PermissionTable;
`,
  [`libs/contracts/src/${name}/${name}.ts`]: `import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Line, RoundParams } from '../http/shapes';

export const ${One}View = z.object({ id: Id, title: z.string(), state: z.string(), revision: z.number(), createdAt: Instant, actions: z.array(Action) });
export type ${One}View = z.input<typeof ${One}View>;

export const list${Name} = defineRoute({ method: 'GET', path: '/rounds/:roundId/${name}', summary: '${Name}', params: RoundParams, response: z.array(${One}View) });
export const create${One} = defineRoute({ method: 'POST', path: '/rounds/:roundId/${name}', summary: 'Create', params: RoundParams, body: z.object({ title: Line(80) }), response: ${One}View, idempotent: true });
export const finish${One} = defineRoute({ method: 'POST', path: '/${name}/:id/finish', summary: 'Finish', params: IdParams, body: z.object({ revision: z.int() }), response: ${One}View });
`,
  [`libs/contracts/src/${name}/refusals.zh-CN.json`]: `{\n  "${CODE}.UNTITLED": "请先填写标题"\n}\n`,
  [`libs/contracts/src/${name}/refusals.en.json`]: `{\n  "${CODE}.UNTITLED": "Please fill in the title first"\n}\n`,
  [`libs/persistence/src/${name}/entities.ts`]: `import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('${one}')
export class ${One}Row {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('text') title: string;
  @Column('text') state: string;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const ${name}Entities = [${One}Row];
`,
  [`libs/persistence/src/migrations/${migrationFile}.ts`]: `import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** ${Name}. */
export class ${migrationClass} implements MigrationInterface {
  name = '${migrationClass}';

  async up(q: QueryRunner): Promise<void> {
    await q.query(\`
      CREATE TABLE ${one} (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        title text NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ${one}_round ON ${one} (round_id, created_at);
      \${tenantTable('${one}')}
    \`);
    await q.query(scopeFunction('${one}', \`SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM ${one} WHERE id = wanted\`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(\`DROP FUNCTION scope_${one}(uuid); DROP TABLE ${one};\`);
  }
}
`,
  [`apps/api/src/${name}/${name}.service.ts`]: `import { Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import type { ${One}View } from '@weichuang/contracts/${name}/${name}';
import { ${one}Machine } from '@weichuang/domain/${name}/${one}.machine';
import { ${One}Row } from '@weichuang/persistence/${name}/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { transition } from '@weichuang/platform/transition/transition';

@Injectable()
export class ${Name}Service {
  async list(ctx: Ctx, roundId: string): Promise<${One}View[]> {
    const rows = await ctx.em.find(${One}Row, { where: { roundId }, order: { createdAt: 'ASC' }, take: 200 });
    return rows.map((row) => this.view(ctx, row));
  }

  async create(ctx: Ctx, roundId: string, title: string): Promise<${One}View> {
    const id = newId();
    await ctx.em.insert(${One}Row, { id, tenantId: tenantOf(ctx), roundId, title, state: ${one}Machine.initial, revision: 1 });
    await emit(ctx, { kind: '${one}.created', subject: { kind: '${one}', id }, data: { title } });
    return this.view(ctx, await ctx.em.findOneByOrFail(${One}Row, { id }));
  }

  async finish(ctx: Ctx, id: string, revision: number): Promise<${One}View> {
    const row = await transition(ctx, ${One}Row, id, ${one}Machine, 'finish', { facts: ({ title }) => ({ title }), revision });
    return this.view(ctx, row);
  }

  private view(ctx: Ctx, row: ${One}Row): ${One}View {
    // the column's value was written by the machine
    const actions = actionsOf(${one}Machine, row.state as typeof ${one}Machine.initial, { title: row.title }, (permission) => ctx.may(permission));
    return { id: row.id, title: row.title, state: row.state, revision: row.revision, createdAt: row.createdAt, actions };
  }
}
`,
  [`apps/api/src/${name}/${name}.module.ts`]: `import { Controller, Module } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { create${One}, finish${One}, list${Name} } from '@weichuang/contracts/${name}/${name}';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { ${Name}Service } from './${name}.service';

@Controller()
class ${Name}Controller {
  constructor(private readonly ${name}: ${Name}Service) {}

  @Route(list${Name})
  @Can('${one}.read', { round: 'roundId' })
  list(ctx: Ctx, { params }: Input<typeof list${Name}>) {
    return this.${name}.list(ctx, params.roundId);
  }

  @Route(create${One})
  @Can('${one}.edit', { round: 'roundId' })
  create(ctx: Ctx, { params, body }: Input<typeof create${One}>) {
    return this.${name}.create(ctx, params.roundId, body.title);
  }

  @Route(finish${One})
  @Can('${one}.edit', { ${one}: 'id' })
  finish(ctx: Ctx, { params, body }: Input<typeof finish${One}>) {
    return this.${name}.finish(ctx, params.id, body.revision);
  }
}

@Module({ controllers: [${Name}Controller], providers: [${Name}Service], exports: [${Name}Service] })
export class ${Name}Module {}
`,
  [`apps/api/src/${name}/${name}.e2e-spec.ts`]: `import { create${One}, finish${One}, list${Name} } from '@weichuang/contracts/${name}/${name}';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it('is made, listed and finished by the street’s handler', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w);
  const handler = await w.as('street_handler');
  const made = await handler.do(create${One}, { params: { roundId }, body: { title: '第一项' } });
  expect((await handler.do(list${Name}, { params: { roundId } })).map(({ id }) => id)).toEqual([made.id]);
  expect(await handler.do(finish${One}, { params: { id: made.id }, body: { revision: made.revision } })).toMatchObject({ state: 'done', revision: 2 });
  expect((await handler.call(finish${One}, { params: { id: made.id }, body: { revision: 1 } })).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
});

it('is nobody else’s: a stranger gets 404, an auditor reads and may not write', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w);
  const made = await (await w.as('street_handler')).do(create${One}, { params: { roundId }, body: { title: '第一项' } });
  expect((await (await w.stranger()).call(finish${One}, { params: { id: made.id }, body: { revision: 1 } })).status).toBe(404);
  const auditor = await w.as('auditor');
  expect((await auditor.call(finish${One}, { params: { id: made.id }, body: { revision: 1 } })).status).toBe(403);
  expect(await auditor.do(list${Name}, { params: { roundId } })).toHaveLength(1);
});
`,
  [`apps/admin/src/features/${name}/routes.tsx`]: `import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [{ path: 'rounds/:roundId/${name}', area: 'app', lazy: () => import('./${Name}Page') }];
`,
  [`apps/admin/src/features/${name}/round-tabs.ts`]: `import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [{ path: '${name}', label: { zh: '${Name}', en: '${Name}' }, order: 110, roles: ['street_manager', 'street_handler', 'auditor'] }];
`,
  [`apps/admin/src/features/${name}/${Name}Page.tsx`]: `import { Button, TextInput } from '@mantine/core';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { create${One}, finish${One}, list${Name} } from '@weichuang/contracts/${name}/${name}';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';

export default function ${Name}Page() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('${name}');
  const [title, setTitle] = useState('');
  const params = { roundId };
  const round = useApi(getRound, { params });
  const list = useApi(list${Name}, { params }, { fresh: true });
  const create = useApiMutation(create${One});
  const finish = useApiMutation(finish${One});
  const error = round.error ?? list.error;
  if (error) return <ErrorNote error={error} onRetry={() => void round.refetch().then(() => list.refetch())} />;
  if (!round.data || !list.data) return <PageSkeleton />;
  return (
    <RoundFrame round={round.data}>
      <Card>
        <TextInput label={t('title')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={create.error?.message} />
        <Button onClick={() => create.mutate({ params, body: { title } }, { onSuccess: () => setTitle('') })} loading={create.isPending}>{t('create')}</Button>
        {list.data.length === 0 && <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
        <ul>
          {list.data.map((row) => (
            <li key={row.id}>
              {row.title} {row.actions.map((action) => (
                <Button key={action.event} size="compact-sm" variant="default" disabled={!action.allowed} onClick={() => finish.mutate({ params: { id: row.id }, body: { revision: row.revision } })}>{t(action.event)}</Button>
              ))}
            </li>
          ))}
        </ul>
      </Card>
    </RoundFrame>
  );
}
`,
  [`apps/admin/src/features/${name}/messages/zh-CN.json`]: `{\n  "title": "标题",\n  "create": "新建",\n  "finish": "完成",\n  "empty": "还没有内容",\n  "emptyHelp": "填写标题后新建第一项"\n}\n`,
  [`apps/admin/src/features/${name}/messages/en.json`]: `{\n  "title": "Title",\n  "create": "Create",\n  "finish": "Finish",\n  "empty": "Nothing here yet",\n  "emptyHelp": "Enter a title to create the first one"\n}\n`,
  [`libs/contracts/src/${name}/events.zh-CN.json`]: `{\n  "EVENT.${one}.created": "新建",\n  "EVENT.${one}.finish": "完成"\n}\n`,
  [`libs/contracts/src/${name}/events.en.json`]: `{\n  "EVENT.${one}.created": "created",\n  "EVENT.${one}.finish": "finished"\n}\n`,
};

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

// The lists that name every slice: one line each.
const edit = (path, change) => {
  const before = readFileSync(at(path), 'utf8');
  const after = change(before);
  if (after === before) stop(`${path} 没有可插入的位置 (no place for the new line)`);
  writeFileSync(at(path), after);
};
const importAfterLast = (text, line) => text.replace(/((?:^import [^;]+;\n)+)/m, `$1${line}\n`);
edit('tools/slices.mjs', (text) => text.replace('  portal: [', `  ${name}: ['calls', 'forms', 'organizations', 'identity', 'files', 'audit'],\n  portal: [`));
edit('libs/persistence/src/entities.ts', (text) =>
  importAfterLast(text, `import { ${name}Entities } from './${name}/entities';`).replace(/(entities = \[[\s\S]*?),?\s*\];/, `$1, ...${name}Entities];`));
edit('libs/persistence/src/migrations/index.ts', (text) =>
  importAfterLast(text, `import { ${migrationClass} } from './${migrationFile}';`).replace(/(migrations = \[[\s\S]*?)\n?\];/, `$1\n  ${migrationClass},\n];`));
edit('apps/api/src/permissions.ts', (text) =>
  importAfterLast(text, `import { ${name}Permissions } from '@weichuang/domain/${name}/permissions';`).replace(/(permissions: PermissionTable = \{[\s\S]*?),?\s*\};/, `$1, ...${name}Permissions };`));
edit('apps/api/src/slices.ts', (text) =>
  importAfterLast(text, `import { ${Name}Module } from './${name}/${name}.module';`).replace(/(slices = \[[\s\S]*?),?\s*\];/, `$1, ${Name}Module];`));

process.stdout.write(`${Object.keys(files).join('\n')}\n\n已建好 ${name}。接着运行：
  UPDATE_GENERATED=1 npx jest -c jest.config.cjs --selectProjects api -t generated    # docs/generated
  npm run check\n`);
