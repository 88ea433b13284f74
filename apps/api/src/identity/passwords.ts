import { hash, verify } from '@node-rs/argon2';

// OWASP's argon2id setting: 19 MiB, 2 passes. Two at a time, so that a flood of sign-ins leaves a core for others.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function slot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => slot(() => hash(password, OPTIONS));

let decoy: string | null = null;

/** Checks a password; without an account it works just as long, so that the time tells nothing. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= await hashPassword('no account has this password');
  const right = await slot(() => verify(stored ?? (decoy as string), password)); // set the line above
  return right && stored !== null;
}
