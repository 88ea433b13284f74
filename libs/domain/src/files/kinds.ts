/** What may be brought at all. What is not here is refused, whatever it is called. */
export const FILE_KINDS = ['pdf', 'image', 'word', 'excel'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

interface MediaType {
  readonly kind: FileKind;
  /** endings under which this content may go; the first is ours when the name has none */
  readonly endings: readonly string[];
}

/** Content type as found in the bytes → what it is. Programs, macros, archives, SVG and HTML are not among them. */
export const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  'application/pdf': { kind: 'pdf', endings: ['pdf'] },
  'image/jpeg': { kind: 'image', endings: ['jpg', 'jpeg'] },
  'image/png': { kind: 'image', endings: ['png'] },
  'image/webp': { kind: 'image', endings: ['webp'] },
  'image/heic': { kind: 'image', endings: ['heic', 'heif'] },
  'image/heif': { kind: 'image', endings: ['heif', 'heic'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'word', endings: ['docx'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'excel', endings: ['xlsx'] },
};

/** Images that every browser shows; HEIC is only for download. */
export const SHOWN_INLINE: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * PDF that may be shown in the page, as `<subject kind> <purpose>`: papers the system made itself. What somebody brought is
 * only for download, for a PDF may hold more than pages.
 */
export const OWN_PAPERS: ReadonlySet<string> = new Set(['evaluation report', 'agreement agreement']);
