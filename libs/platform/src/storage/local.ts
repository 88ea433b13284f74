import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, opendir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { refused } from '../http/refused';
import type { Storage } from './port';

/** Below this much free space nothing more is taken in: the database on the same disk must be able to write. */
const FREE_MARK = 256 * 1024 * 1024;

/** Files in a directory. Written beside, flushed, then renamed: a name is either whole or not there. */
export function localStorage(root: string): Storage {
  const pathOf = (name: string): string => {
    if (!/^[\w-]+(\/[\w.-]+)*$/.test(name) || name.includes('..')) throw new Error('a file name that is not ours');
    return join(root, name);
  };
  return {
    async put(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      const { bavail, bsize } = await statfs(root);
      if (bavail * bsize < FREE_MARK + bytes.length) throw refused('STORAGE.FULL', undefined, 'limit');
      const beside = `${path}.${randomUUID()}.part`;
      const file = await open(beside, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
    async get(name) {
      const path = pathOf(name);
      await access(path, constants.R_OK);
      return createReadStream(path);
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
    async *list(folder) {
      const start = pathOf(folder);
      await mkdir(start, { recursive: true });
      for await (const entry of await opendir(start, { recursive: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        // one that has just been removed by its owner is nobody's orphan
        const found = await stat(path).catch(() => null);
        if (found) yield { name: relative(root, path).split(sep).join('/'), modifiedAt: found.mtime };
      }
    },
    async ping() {
      await mkdir(root, { recursive: true });
      await access(root, constants.W_OK);
    },
  };
}
