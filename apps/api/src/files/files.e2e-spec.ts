import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Module } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { defineRoute, type Input } from '@weichuang/contracts/http/route';
import { FileView, getFile, removeFile } from '@weichuang/contracts/files/file';
import { Id } from '@weichuang/contracts/http/shapes';
import { newId } from '@weichuang/kernel/id';
import { Can } from '@weichuang/platform/access/can';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { refused } from '@weichuang/platform/http/refused';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { sweepOrphans, ORPHAN_AGE_MS } from '@weichuang/platform/storage/sweep';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { aPdf, aPng, anOffice, aZip, fileIn } from '@weichuang/testing/builders/files';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { FilesModule } from './files.module';
import { FilesService } from './files.service';

// stands for the slices above, which each have an upload route of their own
const bring = defineRoute({ method: 'POST', path: '/test-uploads/:tenantId', summary: 'test', params: z.object({ tenantId: Id }), response: FileView, kind: 'upload' });

@Controller()
class BringController {
  constructor(private readonly files: FilesService) {}

  @Route(bring)
  @Can('test.bring', { tenant: 'tenantId' })
  async bring(ctx: Ctx, _input: Input<typeof bring>, _reply: FastifyReply, request: WeichuangRequest) {
    const file = await this.files.receive(ctx, request, { subject: { kind: 'tenant', id: tenantOf(ctx) }, purpose: 'test', accept: ['pdf', 'image', 'word', 'excel'], maxBytes: 200_000 });
    if (file.fields['then'] === 'refuse') throw refused('STATE.WRONG');
    return file;
  }
}
@Module({ imports: [FilesModule], controllers: [BringController] })
class BringModule {}

let t: TestApi;
beforeAll(async () => {
  t = await testApi([FilesModule, BringModule], { ...permissions, 'test.bring': ['street_handler'] });
});
afterAll(() => t.close());

const contents = async (): Promise<string[]> => {
  const all = await readdir(join(t.house.settings.DATA_DIR, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((one) => one.isFile()).map((one) => one.name);
};
const bringer = async (w: World) => {
  const handler = await w.as('street_handler');
  return (bytes: Buffer, name: string, fields: Record<string, string> = {}) => handler.upload(bring, { tenantId: w.tenantId }, bytes, name, fields);
};

describe('taking a file in', () => {
  it.each([
    ['a PDF', aPdf(), '营业执照.pdf', 'application/pdf'],
    ['a PNG', aPng(), '活动照片.PNG', 'image/png'],
    ['a Word file', anOffice('docx'), '方案.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['an Excel file', anOffice('xlsx'), '预算.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])('%s, under its own name', async (_, bytes, name, mediaType) => {
    const w = await t.world();
    const send = await bringer(w);
    const { status, body } = await send(bytes, name);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: name.replace('PNG', 'png'), size: bytes.length, mediaType, purpose: 'test' });
    const events = await w.rows<{ kind: string; data: { fileId: string } }>('SELECT kind, data FROM event_log WHERE tenant_id = $1', [w.tenantId]);
    expect(events).toMatchObject([{ kind: 'file.received', data: { fileId: body.id } }]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'a.pdf', 422, 'FILE.EMPTY'],
    ['more than the limit', Buffer.concat([aPdf(), Buffer.alloc(200_001)]), 'a.pdf', 413, 'FILE.TOO_LARGE'],
    ['HTML called PDF', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.pdf', 415, 'FILE.WRONG_TYPE'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'a.svg', 415, 'FILE.WRONG_TYPE'],
    ['SVG called PNG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png', 415, 'FILE.WRONG_TYPE'],
    ['an archive', aZip({ 'a.txt': 'x' }), 'a.zip', 415, 'FILE.WRONG_TYPE'],
    ['an archive called Word', aZip({ 'a.txt': 'x' }), 'a.docx', 415, 'FILE.WRONG_TYPE'],
    ['a picture called PDF', aPng(), 'a.pdf', 415, 'FILE.NAME_MISMATCH'],
    ['a PDF called program', aPdf(), 'a.pdf.exe', 415, 'FILE.NAME_MISMATCH'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'a.exe', 415, 'FILE.WRONG_TYPE'],
    ['plain text', Buffer.from('项目申报书'), 'a.docx', 415, 'FILE.WRONG_TYPE'],
    ['a PDF cut off', aPdf().subarray(0, 60), 'a.pdf', 415, 'FILE.DAMAGED'],
    ['macros', anOffice('xlsx', { 'xl/vbaProject.bin': 'x' }), 'a.xlsx', 415, 'FILE.DAMAGED'],
    ['an entry that leads outside', anOffice('docx', { '../evil': 'x' }), 'a.docx', 415, 'FILE.DAMAGED'],
  ])('refuses %s and keeps nothing', async (_, bytes, name, status, code) => {
    const w = await t.world();
    const before = await contents();
    const answer = await (await bringer(w))(bytes, name);
    expect(answer.problem).toMatchObject({ status, code });
    expect(answer.problem.title).not.toBe(code);
    expect(await contents()).toEqual(before);
  });

  it('refuses a bomb by what its list says, unpacking nothing', async () => {
    const bomb = anOffice('xlsx');
    // the last entry of the list says that it unpacks to 4 GB
    bomb.writeUInt32LE(0xfffffff0, bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24);
    expect((await (await bringer(await t.world()))(bomb, 'a.xlsx')).problem.code).toBe('FILE.DAMAGED');
  });

  it('gives a name of its own to what has none that can be saved', async () => {
    const send = await bringer(await t.world());
    expect((await send(aPdf(), '..\\..\\\u202egpj.pdf')).body.name).toBe('gpj.pdf');
    expect((await send(aPdf(), `${'很长'.repeat(150)}.pdf`)).body.name).toHaveLength(120);
  });

  it('leaves neither row nor contents when the request is refused after the file came', async () => {
    const w = await t.world();
    const before = await contents();
    expect((await (await bringer(w))(aPdf(), 'a.pdf', { then: 'refuse' })).status).toBe(409);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await contents()).toEqual(before);
    expect(await w.rows('SELECT 1 FROM stored_file WHERE tenant_id = $1', [w.tenantId])).toEqual([]);
  });

  it('keeps nothing of an upload that breaks off half-way', async () => {
    const w = await t.world();
    const before = await contents();
    const handler = await w.as('street_handler');
    const { port } = t.api.fastify.server.address() as AddressInfo; // it listens on a port
    await new Promise<void>((resolve) => {
      const half = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `/api${bring.path.replace(':tenantId', w.tenantId)}`,
        headers: { cookie: `wc_session=${handler.token ?? ''}`, 'content-type': 'multipart/form-data; boundary=xx', 'content-length': 100_000 } });
      half.on('error', () => resolve());
      half.write('--xx\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n');
      setTimeout(() => half.destroy(new Error('cable out')), 100);
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await contents()).toEqual(before);
    expect((await t.house.source.query('SELECT 1')) as unknown[]).toHaveLength(1);
  });

  it('says so when there is no file, and when the form is none', async () => {
    const w = await t.world();
    const handler = await w.as('street_handler');
    const url = `/api/test-uploads/${w.tenantId}`;
    const headers = { cookie: `wc_session=${handler.token ?? ''}`, 'content-type': 'multipart/form-data; boundary=xx' };
    const empty = await t.api.fastify.inject({ method: 'POST', url, headers, payload: '--xx\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n--xx--\r\n' });
    expect(empty.json()).toMatchObject({ status: 422, code: 'FILE.MISSING' });
    expect((await t.api.fastify.inject({ method: 'POST', url, headers: { ...headers, 'content-type': 'text/plain' }, payload: 'hello' })).statusCode).toBe(415);
  });
});

describe('giving a file out', () => {
  const place = async () => {
    const w = await t.world();
    const applicant = await w.applicant();
    const roundId = newId();
    const id = await fileIn(w, { subject: { kind: 'application', id: newId() }, organizationId: applicant.organizationId, roundId, name: '项目“阳光”(终).pdf', uploadedBy: applicant.userId });
    return { w, applicant, roundId, id };
  };

  it('sends it as a download with its Chinese name, and nothing in it can run', async () => {
    const { applicant, id } = await place();
    const { status, headers, bytes } = await applicant.download(`/files/${id}`);
    expect(status).toBe(200);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(headers['content-disposition']).toBe(`attachment; filename="______(_).pdf"; filename*=UTF-8''%E9%A1%B9%E7%9B%AE%E2%80%9C%E9%98%B3%E5%85%89%E2%80%9D%28%E7%BB%88%29.pdf`);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'content-type': 'application/pdf' });
  });

  it('shows images within a page, and nothing else', async () => {
    const { w, id } = await place();
    const handler = await w.as('street_handler');
    const picture = await fileIn(w, { subject: { kind: 'visit', id: newId() }, bytes: aPng(), name: '照片.png' });
    expect((await handler.download(`/files/${picture}?inline=1`)).headers['content-disposition']).toMatch(/^inline/);
    expect((await handler.download(`/files/${id}?inline=1`)).headers['content-disposition']).toMatch(/^attachment/);
  });

  it('shows a paper of its own making to pages of its own, when it is asked to', async () => {
    const { w } = await place();
    const handler = await w.as('street_handler');
    const paper = await fileIn(w, { subject: { kind: 'evaluation', id: newId() }, purpose: 'report', bytes: aPdf('report'), name: '评估报告.pdf' });
    const [shown, taken] = [await handler.download(`/files/${paper}?inline=1`), await handler.download(`/files/${paper}`)];
    expect(shown.headers['content-disposition']).toMatch(/^inline/);
    expect(shown.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(taken.headers).toMatchObject({ 'content-disposition': expect.stringMatching(/^attachment/) as string, 'content-security-policy': "default-src 'none'; sandbox" });
  });

  it('asks whether it is still the same instead of sending it again', async () => {
    const { applicant, id } = await place();
    const { headers } = await applicant.download(`/files/${id}`);
    expect((await applicant.call(getFile, { params: { id } }, { 'if-none-match': headers['etag'] ?? '' })).status).toBe(304);
  });

  // no slice has spoken here for what the file belongs to: supervisors and evaluators are let in by the project's own slices
  it.each([
    ['street_handler', 200], ['street_manager', 200], ['street_finance', 200], ['street_leader', 200], ['auditor', 200],
    ['undertaker', 200], ['supervisor', 403], ['evaluator', 403], ['judge', 404], ['community_committee', 403],
  ] as const)('%s: %i', async (role, status) => {
    const { w, id, roundId } = await place();
    const client = await w.as(role, ['supervisor', 'evaluator', 'judge', 'undertaker'].includes(role) ? { roundId } : {});
    expect((await client.download(`/files/${id}`)).status).toBe(status);
  });

  it('is not there for another street, another organization, an evaluator of another round, and nobody', async () => {
    const { w, id } = await place();
    expect((await (await w.stranger()).call(getFile, { params: { id } })).status).toBe(404);
    expect((await (await w.applicant()).call(getFile, { params: { id } })).status).toBe(404);
    expect((await (await w.as('evaluator', { roundId: newId() })).call(getFile, { params: { id } })).status).toBe(404);
    expect((await w.nobody().call(getFile, { params: { id } })).status).toBe(401);
  });

  it('says that contents cannot be read when the storage has lost them', async () => {
    const { w, id, applicant } = await place();
    await w.rows(`UPDATE stored_file SET storage_name = 'files/gone' WHERE id = $1`, [id]);
    expect((await applicant.call(getFile, { params: { id } })).problem).toMatchObject({ status: 503, code: 'FILE.UNREADABLE' });
  });
});

describe('removing a file', () => {
  it('is its organization’s own to do; then it is gone for all, with an event', async () => {
    const w = await t.world();
    const applicant = await w.applicant();
    const id = await fileIn(w, { subject: { kind: 'application', id: newId() }, organizationId: applicant.organizationId });
    expect((await (await w.as('street_handler')).call(removeFile, { params: { id } })).status).toBe(403);
    expect((await (await w.stranger()).call(removeFile, { params: { id } })).status).toBe(404);
    expect(await applicant.do(removeFile, { params: { id } })).toEqual({ removed: true });
    await new Promise((resolve) => setTimeout(resolve, 1100)); // the guard remembers for a second
    expect((await applicant.call(removeFile, { params: { id } })).status).toBe(404);
    expect((await applicant.call(getFile, { params: { id } })).status).toBe(404);
    expect(await w.rows('SELECT kind FROM event_log WHERE tenant_id = $1', [w.tenantId])).toEqual([{ kind: 'file.removed' }]);
  });

  it('is refused once its papers were formally submitted', async () => {
    const w = await t.world();
    const applicant = await w.applicant();
    const id = await fileIn(w, { subject: { kind: 'application', id: newId() }, organizationId: applicant.organizationId });
    const files = t.api.app.get(FilesService, { strict: false });
    await t.house.asSystem(w.tenantId, (ctx) => files.lock(ctx, [id]));
    expect((await applicant.call(removeFile, { params: { id } })).problem).toMatchObject({ status: 409, code: 'FILE.LOCKED' });
  });
});

it('sweeps contents that no row names, once they are an hour old', async () => {
  const w = await t.world();
  const id = await fileIn(w, { subject: { kind: 'tenant', id: w.tenantId } });
  await t.house.storage.put('files/2020/01/orphan', aPdf());
  expect(await sweepOrphans(t.house.source, t.house.storage, new Date())).toBe(0);
  expect(await sweepOrphans(t.house.source, t.house.storage, new Date(Date.now() + ORPHAN_AGE_MS + 5000))).toBeGreaterThan(0);
  const left = await contents();
  expect(left).toContain(id);
  expect(left).not.toContain('orphan');
});
