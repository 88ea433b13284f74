// ESLint rule: a file of one slice imports only from slices that the map lets it know, in every layer.
import { resolve, dirname } from 'node:path';
import { slices } from './slices.mjs';

const sliceIn = (path) => path.split('/').find((part) => part in slices);
const inside = (path) => /\/(?:libs|apps)\/[\w-]+\/src\/(.*)$/.exec(path)?.[1] ?? '';

export const sliceRule = {
  meta: { type: 'problem', schema: [], messages: { stranger: 'slice "{{from}}" may not know slice "{{to}}" (tools/slices.mjs)' } },
  create(context) {
    // a spec may look from the outside, so that a rule about all slices can be tested in one place
    if (/\.(e2e-)?spec\.tsx?$/.test(context.filename)) return {};
    const from = sliceIn(inside(context.filename).replace(/^features\//, ''));
    if (!from) return {};
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const path = source.startsWith('@weichuang/')
        ? source.split('/').slice(2).join('/')
        : source.startsWith('.')
          ? inside(resolve(dirname(context.filename), source))
          : '';
      const to = sliceIn(path.replace(/^features\//, ''));
      if (to && to !== from && !slices[from].includes(to)) context.report({ node, messageId: 'stranger', data: { from, to } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
