import type { RouteContract } from '@weichuang/contracts/http/route';
import { addressOf, ApiProblem, problemOf, type CallArgs } from './api';

/** Files that were sent without hearing an answer → the key they went under. */
const unheard = new Map<string, string>();

/**
 * The key under which a file goes up: the same file to the same place has the same one until its answer was heard, so that a lost
 * answer does not store it twice. Heard, the next one is another act: what was removed may be sent again.
 */
export function uploadKey(address: string, file: Pick<File, 'name' | 'size' | 'type' | 'lastModified'>, fields: Readonly<Record<string, string>>): { readonly key: string; heard(): void } {
  const act = JSON.stringify([address, file.name, file.size, file.type, file.lastModified, fields]);
  const key = unheard.get(act) ?? crypto.randomUUID();
  unheard.set(act, key);
  return { key, heard: () => void unheard.delete(act) };
}

/**
 * Sends one file as multipart with its progress (0 to 1); `fetch` cannot tell it.
 * @throws ApiProblem when it is refused or the server cannot be reached
 */
export function sendFile<C extends RouteContract, R>(
  route: C,
  args: Omit<CallArgs<C>, 'body'>,
  file: File,
  options: { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal; readonly fields?: Readonly<Record<string, string>> } = {},
): Promise<R> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const address = addressOf(route, args);
    const act = uploadKey(address, file, options.fields ?? {});
    request.open(route.method, address);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    if (route.idempotent) request.setRequestHeader('idempotency-key', act.key);
    request.upload.onprogress = (event) => event.lengthComputable && options.onProgress?.(event.loaded / event.total);
    request.onload = () => {
      // a gateway that answers for the server does not know what became of the file
      if (request.status < 500) act.heard();
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as R); // through the server's response filter
      else reject(problemOf(request.status, request.responseText));
    };
    request.onerror = () => reject(new ApiProblem({ status: 0, code: 'NETWORK' }));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
    // last, so that the server knows the fields when the bytes come
    form.append('file', file, file.name);
    request.send(form);
  });
}
