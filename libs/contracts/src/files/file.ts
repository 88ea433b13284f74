import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant } from '../http/shapes';

/** A stored file as a page shows it; the bytes come from `GET /files/:id`. */
export const FileView = z.object({
  id: Id,
  name: z.string(),
  /** bytes */
  size: z.number(),
  mediaType: z.string(),
  purpose: z.string(),
  createdAt: Instant,
});
export type FileView = z.output<typeof FileView>;

export const getFile = defineRoute({
  method: 'GET',
  path: '/files/:id',
  summary: '下载文件 Download a file',
  params: IdParams,
  // an image may be shown in the page; everything else is a download
  query: z.object({ inline: z.enum(['1']).optional() }),
  kind: 'file',
});

export const removeFile = defineRoute({
  method: 'DELETE',
  path: '/files/:id',
  summary: '删除文件 Remove a file',
  params: IdParams,
  response: z.object({ removed: z.boolean() }),
});
