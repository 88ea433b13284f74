/**
 * The characters of the cut font: GB/T 2312 whole (6,763 characters of both levels and its 682 marks), Latin, full-width
 * forms, circled numbers and the marks that forms and reports use. What is rarer comes from the full font.
 */
export function cutCharset(): string {
  const gb2312 = new TextDecoder('gb2312');
  const out: string[] = [];
  const range = (from: number, to: number): void => {
    for (let cp = from; cp <= to; cp++) out.push(String.fromCodePoint(cp));
  };
  for (let row = 0xa1; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = gb2312.decode(Uint8Array.of(row, cell));
      // a free cell decodes to the replacement mark or into the private area
      if (char !== '\ufffd' && !/[\ue000-\uf8ff]/.test(char)) out.push(char);
    }
  range(0x20, 0x7e);
  range(0xa0, 0xff);
  range(0x2010, 0x2027);
  range(0x2030, 0x203b);
  range(0x2460, 0x2473);
  range(0x3000, 0x3017);
  range(0xff01, 0xff5e);
  out.push(...'￥€№℡™←↑→↓↔⇒∞≈≠≡≤≥√✓✕☆★○●◎◇◆□■△▲▽▼㎡㎝㎞㎏㏄℃℉〓‰′″');
  return [...new Set(out)].sort().join('');
}
