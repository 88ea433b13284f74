import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a PDF file says about itself and in its pages. */
export interface PdfReading {
  /** the text of each page as a reader's search and copy find it, a line break at the end of each line */
  readonly pages: readonly string[];
  readonly pageCount: number;
  readonly title: string | null;
  readonly author: string | null;
  /** `zh-CN` */
  readonly lang: string | null;
  /** `1.7` */
  readonly version: string | null;
  readonly tagged: boolean;
  /** the bookmarks in order; pages from 1 */
  readonly outline: readonly { readonly title: string; readonly level: number; readonly page: number | null }[];
  /** how often each structure role occurs; one that runs over pages counts once on each */
  readonly tags: Readonly<Record<string, number>>;
  /** the texts of figures for those who cannot see them */
  readonly alts: readonly string[];
}

interface Answer {
  readonly id: number;
  readonly reading?: PdfReading;
  readonly error?: string;
}

const waiting = new Map<number, { resolve: (reading: PdfReading) => void; reject: (error: Error) => void }>();
let worker: Worker | undefined;
let last = 0;

/** Reads a PDF file; needs nothing but npm packages. @throws Error when the file is broken */
export function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  worker ??= start();
  // an idle thread must not keep a test run alive, a busy one must
  worker.ref();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker!.postMessage({ id, bytes: new Uint8Array(bytes) });
  });
}

/** Text without its blanks and line breaks: how lines are broken is the document's affair. */
export const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

function start(): Worker {
  const thread = new Worker(join(__dirname, 'pdf-worker.mjs'));
  thread.on('message', ({ id, reading, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (!waiting.size) thread.unref();
    if (reading) asked?.resolve(reading);
    else asked?.reject(new Error(error));
  });
  thread.on('error', (error) => {
    worker = undefined;
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
  });
  thread.unref();
  return thread;
}
