// Same rule as Geodata's ChildToken: eleven characters of Crockford's base 32, the first a digit, and one check character.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes a token from numbers of 0 to 31; the browser's secure randomness unless a test brings its own. */
export function makeChildToken(below32: () => number = secureBelow32): string {
  const symbols = [alphabet.charAt(below32() % 10)];
  while (symbols.length < 11) symbols.push(alphabet.charAt(below32()));
  symbols.push(checkOf(symbols));
  return hyphenated(symbols.join(''));
}

/** Reads a token as a person types it (any case, with or without hyphens and spaces) into its one spelling; null if it is none. */
export function readChildToken(typed: string): string | null {
  const symbols = [...typed.replace(/[- ]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')];
  const sound = symbols.length === 12
    && /^\d/.test(symbols[0] ?? '')
    && symbols.every((symbol) => alphabet.includes(symbol))
    && symbols[11] === checkOf(symbols.slice(0, 11));
  return sound ? hyphenated(symbols.join('')) : null;
}

// Odd weights modulo 32 are invertible, so one wrong character always changes the check.
function checkOf(symbols: string[]): string {
  const sum = symbols.reduce((total, symbol, i) => total + (2 * i + 1) * alphabet.indexOf(symbol), 0);
  return alphabet.charAt(sum % 32);
}

const hyphenated = (symbols: string): string => `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`;

const secureBelow32 = (): number => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 31;
