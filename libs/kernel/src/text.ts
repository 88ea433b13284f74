/** White space, format characters (zero-width space and joiners, soft hyphen, direction marks), fillers that are letters by name only, and Braille's blank. */
const UNSEEN = /^[\s\p{Z}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** Nobody would see anything of this text: a reason, a name or an answer of such characters alone is none. */
export const isUnseen = (text: string): boolean => UNSEEN.test(text);
