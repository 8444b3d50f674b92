/** Least length of a passphrase that opens what is kept here, in characters. */
export const leastPassphrase = 8;

/** Why a passphrase cannot be used, as a key of the texts; null where it can. */
export function passphraseFault(passphrase: string, user: string): string | null {
  const typed = passphrase.normalize('NFKC').trim();
  const plain = typed.toLowerCase();
  if ([...typed].length < leastPassphrase) return 'offline.passphrase_short';
  const steps = new Set([...plain].slice(1).map((sign, at) => (sign.codePointAt(0) ?? 0) - (plain.codePointAt(at) ?? 0)));
  // All alike, or one run such as 12345678 or hgfedcba.
  if (steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 9)) return 'offline.passphrase_plain';
  // One part again and again: 12121212.
  if (/^(.{1,4})\1+$/.test(plain)) return 'offline.passphrase_plain';
  if (user && plain.includes(user.toLowerCase())) return 'offline.passphrase_name';
  return null;
}

const waits = [0, 0, 0, 0, 5, 15, 60, 300, 900];

/** Seconds to wait after so many wrong passphrases in a row: none at first, a quarter of an hour from the ninth on. */
export const secondsAfter = (failures: number): number => waits[Math.min(failures, waits.length - 1)] ?? 0;

/** What is remembered of wrong tries on this device. Written before a try, so that closing the page does not skip a wait. */
export interface Brake { failures: number; since: number }

/** Seconds that must still pass. A clock that was turned back begins the wait again. */
export function secondsLeft({ failures, since }: Brake, now: number): number {
  const wait = secondsAfter(failures);
  const passed = (now - since) / 1000;
  return passed < 0 ? wait : Math.max(0, Math.ceil(wait - passed));
}
