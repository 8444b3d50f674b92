import type { Box, Row } from './box';
import type { Brake } from './passphrase';

/** A box in memory with the rules of the database, for tests; several pages can hold the same one. */
export function memoryBox(device = '0196a000-0000-7000-8000-00000000d001'): Box & { full: boolean; dump: () => string } {
  const rows = new Map<string, Row>();
  let brake: Brake = { failures: 0, since: 0 };
  const box = {
    full: false,
    rows: () => Promise.resolve([...rows.values()].map((row) => structuredClone(row))),
    put: (row: Row, onVersion: number, takeAway: string[] = []) => {
      if (box.full) return Promise.reject(new DOMException('Full', 'QuotaExceededError'));
      if ((rows.get(row.id)?.version ?? 0) !== onVersion) return Promise.resolve(false);
      rows.set(row.id, structuredClone(row));
      for (const id of takeAway) rows.delete(id);
      return Promise.resolve(true);
    },
    remove: (ids: string[]) => {
      for (const id of ids) rows.delete(id);
      return Promise.resolve();
    },
    brake: () => Promise.resolve(brake),
    setBrake: (next: Brake) => {
      brake = next;
      return Promise.resolve();
    },
    device: () => Promise.resolve(device),
    /** Everything that lies there, as a text in which a word would be found. */
    dump: () => [...rows.values()].map((row) => JSON.stringify(row, (_, value: unknown) => (
      value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value))).join('\n'),
  };
  return box;
}
