const LONGEST = 120;
// what turns the reading direction, joins or hides letters: "invoice[RLO]fdp.exe" reads as "invoiceexe.pdf"
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// control characters, and what some file system gives a meaning
 
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"|?*]/g;

/** The ending of a name without its dot, in small letters; '' without one. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * A sent name as it may be shown and saved anywhere: no folder, no control or direction characters, at most 120 characters
 * with its ending kept. `fallback` (`文件.pdf`) stands for a name of which nothing is left.
 */
export function safeName(sent: string, fallback: string): string {
  const last = sent.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(INVISIBLE, '').replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '');
  const ending = endingOf(plain);
  const stem = (ending ? plain.slice(0, -ending.length - 1) : plain).replace(/[. ]+$/, '');
  if (!stem) return fallback;
  const room = LONGEST - (ending ? ending.length + 1 : 0);
  const cut = [...stem].slice(0, room).join('');
  return ending ? `${cut}.${ending}` : cut;
}
