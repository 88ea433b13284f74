import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInChina, timeInChina } from '@weichuang/kernel/clock';
import { refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import type { ActivityIn } from '@weichuang/contracts/supervision/delivery';
import type { FileView } from '@weichuang/contracts/files/file';
import { activityProblems, overlapping, sumActivities, type ActivityFigures } from '@weichuang/domain/supervision/activity-record';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { ActivityRecordRow } from '@weichuang/persistence/supervision/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { ensureLooksInto } from '../agreements/looks-into';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { activitiesOf, plannedOf } from './supervision.queries';

/** While it runs, and until it is closed: what was held is written down even when the money waits. */
const RUNNING: readonly string[] = ['active', 'rectifying', 'midterm_passed', 'suspended'];

/** Papers follow the record from the phone, one by one: filing does not wait for them, what lacks them says so in the list. */
const figures = (one: Pick<ActivityIn, 'heldOn' | 'startsAt' | 'endsAt' | 'attendanceCount' | 'distinctServed' | 'volunteerCount'>): ActivityFigures => ({
  date: one.heldOn, from: one.startsAt, to: one.endsAt, attendance: one.attendanceCount, distinct: one.distinctServed, volunteers: one.volunteerCount, signInSheets: 1, photos: 1,
});
/** the domain's names of the figures → the form's fields */
const FIELDS: Readonly<Record<string, string>> = { date: 'heldOn', from: 'startsAt', to: 'endsAt', attendance: 'attendanceCount', distinct: 'distinctServed', volunteers: 'volunteerCount' };

@Injectable()
export class ActivitiesService implements OnModuleInit {
  constructor(
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    this.readers.of('activity', async (ctx, file) => ensureLooksInto(ctx, found(await ctx.em.findOneBy(ActivityRecordRow, { id: file.subjectId })).projectId));
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async list(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
    const project = found(await ctx.em.findOneBy(ProjectRow, { id: projectId }));
    const rows = await activitiesOf(ctx.em, projectId);
    const clashes = new Set(overlapping(rows.map((row) => ({ id: row.id, date: row.heldOn, from: row.startsAt, to: row.endsAt }))).flatMap(([a, b]) => [a.id, b.id]));
    const me = actorOf(ctx).userId;
    const sums = sumActivities(rows.map(figures));
    const files = await this.files.listOf(ctx, rows.map((row) => row.id));
    return {
      rows: rows.map((row) => {
        const stored = files.get(row.id) ?? [];
        return {
          ...row, mine: row.filedById === me, overlaps: clashes.has(row.id),
          photos: stored.filter((file) => file.purpose === 'photo'), signIns: stored.filter((file) => file.purpose === 'sign_in'),
        };
      }),
      sums: {
        sessions: sums.sessions, attendance: sums.attendance, distinctAtLeast: sums.distinctAtLeast, distinctAtMost: sums.distinctAtMost,
        volunteerHoursHundredths: rows.reduce((sum, row) => sum + row.volunteerHoursHundredths, 0), ...(await plannedOf(ctx.em, projectId)),
      },
      project: { title: project.title, startsOn: project.startsOn, endsOn: project.endsOn, state: project.state },
      may: { file: ctx.may('activity.file') && RUNNING.includes(project.state) },
    };
  }

  /** @throws Refused ACTIVITY.PROJECT_NOT_RUNNING, ACTIVITY.INVALID with the fields */
  async file(ctx: Ctx, projectId: string, body: ActivityIn & { clientKey?: string | undefined }): Promise<{ id: string; revision: number }> {
    const project = await this.running(ctx, projectId);
    const known = body.clientKey ? await ctx.em.findOneBy(ActivityRecordRow, { projectId, clientKey: body.clientKey }) : null;
    if (known) return { id: known.id, revision: known.revision };
    this.check(ctx, project, body);
    const id = newId();
    const { clientKey, ...fields } = body;
    await ctx.em.insert(ActivityRecordRow, {
      id, tenantId: project.tenantId, roundId: project.roundId, projectId, clientKey: clientKey ?? null, ...fields, filedBy: actorOf(ctx).userId, removedAt: null, revision: 1, createdAt: ctx.now,
    });
    await emit(ctx, { kind: 'activity.filed', subject: { kind: 'activity', id }, roundId: project.roundId, data: { projectId, title: body.title, heldOn: body.heldOn, attendanceCount: body.attendanceCount, distinctServed: body.distinctServed } });
    return { id, revision: 1 };
  }

  async edit(ctx: Ctx, id: string, body: ActivityIn & { revision: number }): Promise<{ id: string; revision: number }> {
    const row = await this.locked(ctx, id);
    const project = await this.running(ctx, row.projectId);
    if (row.revision !== body.revision) throw refused('REVISION.STALE', { yours: body.revision, current: row.revision }, 'stale');
    this.check(ctx, project, body);
    const before = { heldOn: row.heldOn, attendanceCount: row.attendanceCount, distinctServed: row.distinctServed, summary: row.summary };
    const { revision, ...fields } = body;
    Object.assign(row, fields, { revision: revision + 1 });
    await ctx.em.save(ActivityRecordRow, row);
    await emit(ctx, { kind: 'activity.edited', subject: { kind: 'activity', id }, roundId: row.roundId, data: { projectId: row.projectId, before, after: { heldOn: row.heldOn, attendanceCount: row.attendanceCount, distinctServed: row.distinctServed, summary: row.summary } } });
    return { id, revision: row.revision };
  }

  async remove(ctx: Ctx, id: string): Promise<{ removed: boolean }> {
    const row = await this.locked(ctx, id);
    await this.running(ctx, row.projectId);
    row.removedAt = ctx.now;
    await ctx.em.save(ActivityRecordRow, row);
    await emit(ctx, { kind: 'activity.removed', subject: { kind: 'activity', id }, roundId: row.roundId, data: { projectId: row.projectId, title: row.title } });
    return { removed: true };
  }

  async addFile(ctx: Ctx, id: string, purpose: 'photo' | 'sign_in', request: WeichuangRequest): Promise<FileView> {
    const row = await this.locked(ctx, id);
    await this.running(ctx, row.projectId);
    return this.files.receive(ctx, request, { subject: { kind: 'activity', id }, purpose, accept: purpose === 'photo' ? ['image'] : ['image', 'pdf'], maxBytes: 20 * 1024 * 1024 });
  }

  private async locked(ctx: Ctx, id: string): Promise<ActivityRecordRow> {
    const row = found(await ctx.em.findOne(ActivityRecordRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.removedAt) throw refused('ACTIVITY.REMOVED');
    return row;
  }

  private async running(ctx: Ctx, projectId: string): Promise<ProjectRow> {
    const project = found(await ctx.em.findOneBy(ProjectRow, { id: projectId }));
    if (!RUNNING.includes(project.state)) throw refused('ACTIVITY.PROJECT_NOT_RUNNING', { state: project.state });
    return project;
  }

  private check(ctx: Ctx, project: ProjectRow, body: ActivityIn): void {
    const problems = activityProblems(figures(body), { projectFrom: project.startsOn ?? '0001-01-01', projectTo: project.endsOn ?? '9999-12-31', today: dateInChina(ctx.now), timeNow: timeInChina(ctx.now) });
    if (problems.length) ensure(refuseFields('ACTIVITY.INVALID', problems.map((problem) => ({ ...problem, path: FIELDS[problem.path] ?? problem.path }))));
  }
}
