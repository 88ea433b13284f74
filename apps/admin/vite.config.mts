import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** First page of an applicant: everything loaded before its own chunk, gzip. */
const INITIAL_LIMIT_KB = 250;

/** Says how much script the first page needs, fails above the limit, and writes .br and .gz beside each asset for the server. */
function weigh(): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    writeBundle(options, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
      const initial = new Set<string>();
      const follow = (name: string) => {
        if (initial.has(name)) return;
        initial.add(name);
        chunks.get(name)?.imports.forEach(follow);
      };
      for (const chunk of chunks.values()) if (chunk.isEntry) follow(chunk.fileName);
      const size = [...initial].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0) / 1000;
      this.info(`initial script: ${size.toFixed(1)} kB gzip of ${INITIAL_LIMIT_KB} (${[...initial].join(', ')})`);
      if (size > INITIAL_LIMIT_KB) this.error(`the first page loads ${size.toFixed(1)} kB of script, more than ${INITIAL_LIMIT_KB}`);

      const folder = join(options.dir ?? 'dist', 'assets');
      for (const name of readdirSync(folder)) {
        if (!/\.(js|css|svg|json)$/.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), weigh()],
  resolve: { conditions: ['@weichuang/source', ...defaultClientConditions] },
  server: { port: 5173, proxy: { '/api': { target: 'http://localhost:3000', changeOrigin: false } } },
  build: {
    outDir: 'dist',
    // the browsers of government offices: Chromium 108 and later, Safari 16
    target: ['chrome108', 'safari16', 'firefox110'],
    modulePreload: { polyfill: false },
    // nothing as data: or inline, so that the policy stays strict
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // what changes with our releases apart from what does not
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
            { name: 'data', test: /node_modules\/(@tanstack|i18next|react-i18next)\// },
          ],
        },
      },
    },
  },
});
