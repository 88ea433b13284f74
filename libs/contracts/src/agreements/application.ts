import { z } from 'zod';
import { ReadApplication } from '../applications/reading';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant } from '../http/shapes';

/** The application that a project comes from, as it was handed in: without personal fields. */
export const HandedIn = ReadApplication.extend({
  applicationId: Id,
  version: z.number(),
  submittedAt: Instant,
  /** the whole of it has a page of its own for this person */
  whole: z.boolean(),
});
export type HandedIn = z.output<typeof HandedIn>;

export const getProjectApplication = defineRoute({ method: 'GET', path: '/projects/:id/application', summary: '项目的申报书 The application of a project', params: IdParams, response: HandedIn });
export const getProjectApplicationFile = defineRoute({
  method: 'GET', path: '/projects/:id/application/files/:fileId', summary: '申报书的附件 A file of the application', params: IdParams.extend({ fileId: Id }), query: z.object({ inline: z.enum(['1']).optional() }), kind: 'file',
});
