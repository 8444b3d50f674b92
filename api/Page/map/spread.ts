/** A sign's own position, and where it is drawn so that it covers no other; both longitude and latitude. */
export interface Spread { at: [number, number]; drawn: [number, number]; moved: boolean }

// The width of a sign with a little air, in pixels: the largest is the diamond of 32.
const apart = 36;
const mostRounds = 80;

/**
 * Moves signs that would lie on each other at a zoom level just far enough apart to be read, the first ones least. Where the
 * sign's area lies stays known: a line leads from each moved sign to its own position. The same signs at the same zoom always
 * spread alike.
 */
export function spread(positions: [number, number][], zoom: number): Spread[] {
  const world = 512 * 2 ** zoom;
  const own = positions.map((at) => toPixels(at, world));
  const drawn = own.map((at) => [...at] as [number, number]);
  for (let round = 0; round < mostRounds && pushApart(drawn); round++);
  return positions.map((at, i) => {
    const [x = 0, y = 0] = own[i] ?? [];
    const [drawnX = 0, drawnY = 0] = drawn[i] ?? [];
    const moved = Math.hypot(drawnX - x, drawnY - y) > 0.5;
    return { at, drawn: moved ? toLonLat([drawnX, drawnY], world) : at, moved };
  });
}

function pushApart(signs: [number, number][]): boolean {
  let pushed = false;
  for (let i = 0; i < signs.length; i++) {
    for (let j = i + 1; j < signs.length; j++) {
      const [a, b] = [signs[i], signs[j]];
      if (!a || !b) continue;
      let [right, down] = [b[0] - a[0], b[1] - a[1]];
      let distance = Math.hypot(right, down);
      if (distance >= apart - 0.01) continue;
      // Signs on one and the same spot part in directions that their order chooses (the golden angle: no two alike).
      if (distance < 0.01) [right, down, distance] = [Math.cos(j * 2.4), Math.sin(j * 2.4), 1];
      const push = (apart - Math.hypot(b[0] - a[0], b[1] - a[1])) / 2;
      a[0] -= (right / distance) * push;
      a[1] -= (down / distance) * push;
      b[0] += (right / distance) * push;
      b[1] += (down / distance) * push;
      pushed = true;
    }
  }
  return pushed;
}

// Web Mercator, as the map draws it.
function toPixels([lon, lat]: [number, number], world: number): [number, number] {
  const north = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [((lon + 180) / 360) * world, (0.5 - north / (2 * Math.PI)) * world];
}

function toLonLat([x, y]: [number, number], world: number): [number, number] {
  const north = (0.5 - y / world) * 2 * Math.PI;
  return [(x / world) * 360 - 180, (Math.atan(Math.exp(north)) * 360) / Math.PI - 90];
}
