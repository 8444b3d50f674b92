import { expect, test } from 'vitest';
import { headingsOf } from './headings';

const of = (text: string): Promise<string[]> => headingsOf(new Blob([text]));

test('headings come from the first line, whatever stands between them', async () => {
  expect(await of('\uFEFFEnw;Hydred;Lledred\r\nA;1;2')).toEqual(['Enw', 'Hydred', 'Lledred']);
  expect(await of('name\tlon\tlat')).toEqual(['name', 'lon', 'lat']);
  expect(await of('"Name, in full","He said ""x""",lon\n1,2,3')).toEqual(['Name, in full', 'He said "x"', 'lon']);
  expect(await of('')).toEqual([]);
});
