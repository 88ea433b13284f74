/** What somebody typed, still there and not blank; a field that was sent off is gone with its form. Choices are quickly made again. */
export function holdsWriting(fields: Iterable<Element>): boolean {
  return [...fields].some((field) => field.isConnected && (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !['checkbox', 'radio'].includes(field.type))) && field.value.trim() !== '');
}
