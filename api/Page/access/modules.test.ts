import { describe, expect, it } from 'vitest';
import { modulesOf, pathOf } from './modules';

const address = 'otpauth://totp/SpacesPlaces:somebody?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=SpacesPlaces&digits=6&period=30';

describe('the square code', () => {
  it('is drawn as its modules are, with a margin of four', async () => {
    const modules = await modulesOf(address);
    const read = modules.map((line) => line.map(() => false));
    for (const [, x, y] of pathOf(modules).matchAll(/M(\d+) (\d+)h1v1h-1z/g)) read[Number(y) - 4]![Number(x) - 4] = true;
    expect(read).toEqual(modules);
  });

  // ISO/IEC 18004: the sides are 17 + 4 per version; three finder patterns of 7 modules stand in the corners.
  it('has the shape that readers look for', async () => {
    const modules = await modulesOf(address);
    expect((modules.length - 17) % 4).toBe(0);
    const side = modules.length;
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    for (const [top, left] of [[0, 0], [0, side - 7], [side - 7, 0]] as const)
      expect(modules.slice(top, top + 7).map((line) => line.slice(left, left + 7).map((dark) => (dark ? '#' : '.')).join(''))).toEqual(finder);
  });
});
