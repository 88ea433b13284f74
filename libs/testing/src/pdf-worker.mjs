// Reads PDF files in a thread of its own: unpdf is an ES module that jest cannot load, and it wants newer globals than Node 20 has.
import { parentPort } from 'node:worker_threads';

const fill = (owner, name, value) => {
  if (owner[name] === undefined) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
};
fill(Promise, 'withResolvers', function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
});
fill(Promise, 'try', function attempt(callback, ...args) {
  return new this((resolve) => resolve(callback(...args)));
});
fill(Uint8Array.prototype, 'toHex', function toHex() {
  return Buffer.from(this).toString('hex');
});
fill(Uint8Array.prototype, 'toBase64', function toBase64() {
  return Buffer.from(this).toString('base64');
});
fill(Uint8Array, 'fromHex', (text) => new Uint8Array(Buffer.from(text, 'hex')));
fill(Uint8Array, 'fromBase64', (text) => new Uint8Array(Buffer.from(text, 'base64')));
fill(Map.prototype, 'getOrInsert', function getOrInsert(key, value) {
  if (!this.has(key)) this.set(key, value);
  return this.get(key);
});
fill(Map.prototype, 'getOrInsertComputed', function getOrInsertComputed(key, make) {
  if (!this.has(key)) this.set(key, make(key));
  return this.get(key);
});
fill(Math, 'sumPrecise', (values) => [...values].reduce((sum, value) => sum + value, 0));

const { getDocumentProxy } = await import('unpdf');

parentPort.on('message', async ({ id, bytes }) => {
  try {
    parentPort.postMessage({ id, reading: await read(bytes) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error?.stack ?? error) });
  }
});

async function read(bytes) {
  const pdf = await getDocumentProxy(bytes, { useSystemFonts: false, disableFontFace: true, verbosity: 0 });
  const pages = [];
  const tags = {};
  const alts = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => (item.str ?? '') + (item.hasEOL ? '\n' : '')).join(''));
    walk(await page.getStructTree(), tags, alts);
  }
  const { info } = await pdf.getMetadata();
  const mark = await pdf.getMarkInfo();
  const outline = [];
  await flatten(pdf, (await pdf.getOutline()) ?? [], 1, outline);
  const reading = {
    pages,
    pageCount: pdf.numPages,
    title: info.Title ?? null,
    author: info.Author ?? null,
    lang: info.Language ?? null,
    version: info.PDFFormatVersion ?? null,
    tagged: mark?.Marked === true,
    outline,
    tags,
    alts,
  };
  await pdf.loadingTask.destroy();
  return reading;
}

// the tree of a page names elements of other pages too, but without content
function walk(node, tags, alts) {
  if (!node) return false;
  if (node.type === 'content') return true;
  const filled = (node.children ?? []).map((child) => walk(child, tags, alts)).includes(true);
  if (!filled) return false;
  if (node.role !== 'Root') tags[node.role] = (tags[node.role] ?? 0) + 1;
  if (node.alt) alts.push(node.alt);
  return true;
}

async function flatten(pdf, items, level, out) {
  for (const item of items) {
    const dest = typeof item.dest === 'string' ? await pdf.getDestination(item.dest) : item.dest;
    out.push({ title: item.title, level, page: dest ? (await pdf.getPageIndex(dest[0])) + 1 : null });
    await flatten(pdf, item.items, level + 1, out);
  }
}
