import type { RouteContract } from '@weichuang/contracts/http/route';
import { addressOf, ApiProblem, problemOf, type CallArgs } from './api';

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
    request.open(route.method, addressOf(route, args));
    request.setRequestHeader('accept-language', document.documentElement.lang);
    if (route.idempotent) request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.upload.onprogress = (event) => event.lengthComputable && options.onProgress?.(event.loaded / event.total);
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(JSON.parse(request.responseText) as R) // through the server's response filter
        : reject(problemOf(request.status, request.responseText));
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
