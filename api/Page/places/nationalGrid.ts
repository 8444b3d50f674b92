// The British National Grid as geodata/Geodata/Crs has it: by OSTN15 where the office goes by it, else by the seven parameters. For reading a
// position back as a grid reference and for showing a grid square on the map. What is stored is projected by the server.
import { signal } from '@preact/signals';
import type { GridShiftsView } from '../http/contracts';

interface Ellipsoid { a: number; b: number }
// WGS84 and GRS80, on which the shifts of OSTN15 stand, differ by a tenth of a millimetre.
const wgs84: Ellipsoid = { a: 6_378_137, b: 6_356_752.314245179 };
const airy: Ellipsoid = { a: 6_377_563.396, b: 6_377_563.396 * (1 - 1 / 299.3249646) };
const seconds = Math.PI / 648_000;
const shift = { x: -446.448, y: 125.157, z: -542.06, rx: -0.15 * seconds, ry: -0.247 * seconds, rz: -0.842 * seconds, scale: 20.489e-6 };
const [scaleOnMeridian, falseEasting, falseNorthing] = [0.9996012717, 400_000, -100_000];
const [originLat, originLon] = [(49 * Math.PI) / 180, (-2 * Math.PI) / 180];
const degree = Math.PI / 180;
const squaredEccentricity = ({ a, b }: Ellipsoid): number => 1 - (b * b) / (a * a);

// A signal: what is on screen is read anew when the shifts come.
const shifts = signal<GridShiftsView | null>(null);

/** From now on the way of the office: by these shifts, or, with none, by the seven parameters. */
export const goBy = (those: GridShiftsView | null): void => { shifts.value = those; };

/** Easting and northing in metres of a position in degrees: to 1 cm by the shifts of OSTN15, else to about 2 m in mid and west Wales. */
export function toGrid([lon, lat]: readonly [number, number]): [easting: number, northing: number] {
  const known = shifts.value;
  if (known) {
    const [x, y] = projected(lat * degree, lon * degree, wgs84);
    const by = shiftAt(known, x, y);
    if (by) return [x + by[0], y + by[1]];
  }
  return projected(...shifted(lat * degree, lon * degree), airy);
}

// Beyond the shifts that are known here the nearest ones hold: centimetres off some kilometres away, where nobody records anything.
function shiftAt({ west, south, columns, rows, eastMillimetres, northMillimetres }: GridShiftsView, x: number, y: number): [number, number] | null {
  const [column, row] = [within((x - west) / 1000, columns - 1), within((y - south) / 1000, rows - 1)];
  const [left, below] = [Math.min(Math.floor(column), columns - 2), Math.min(Math.floor(row), rows - 2)];
  const [t, u] = [column - left, row - below];
  const between = (millimetres: readonly (number | null)[]): number => {
    const at = (c: number, r: number): number => millimetres[(below + r) * columns + left + c] ?? NaN;
    return ((1 - u) * ((1 - t) * at(0, 0) + t * at(1, 0)) + u * ((1 - t) * at(0, 1) + t * at(1, 1))) / 1000;
  };
  const [east, north] = [between(eastMillimetres), between(northMillimetres)];
  return Number.isFinite(east) && Number.isFinite(north) ? [east, north] : null;
}

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

// The grid's projection on an ellipsoid: a transverse Mercator, positions in radians.
function projected(phi: number, lambda: number, ellipsoid: Ellipsoid): [easting: number, northing: number] {
  const { a, b } = ellipsoid;
  const e2 = squaredEccentricity(ellipsoid);
  const [sin, cos, tan2] = [Math.sin(phi), Math.cos(phi), Math.tan(phi) ** 2];
  const nu = (a * scaleOnMeridian) / Math.sqrt(1 - e2 * sin * sin);
  const rho = (a * scaleOnMeridian * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5;
  const eta2 = nu / rho - 1;
  const p = lambda - originLon;
  const north = meridianArc(phi, (a - b) / (a + b), b) + falseNorthing
    + (nu / 2) * sin * cos * p ** 2
    + (nu / 24) * sin * cos ** 3 * (5 - tan2 + 9 * eta2) * p ** 4
    + (nu / 720) * sin * cos ** 5 * (61 - 58 * tan2 + tan2 ** 2) * p ** 6;
  const east = falseEasting + nu * cos * p
    + (nu / 6) * cos ** 3 * (nu / rho - tan2) * p ** 3
    + (nu / 120) * cos ** 5 * (5 - 18 * tan2 + tan2 ** 2 + 14 * eta2 - 58 * tan2 * eta2) * p ** 5;
  return [east, north];
}

/** The position in degrees of a grid point: the way there, undone step by step. */
export function fromGrid(easting: number, northing: number): [lon: number, lat: number] {
  let [lon, lat] = [-2 + (easting - falseEasting) / 68_000, 49 + (northing - falseNorthing) / 111_250];
  for (let step = 0; step < 12; step++) {
    const [east, north] = toGrid([lon, lat]);
    lat += (northing - north) / 111_250;
    lon += (easting - east) / (111_320 * Math.cos(lat * degree));
  }
  return [lon, lat];
}

function meridianArc(phi: number, n: number, b: number): number {
  const [difference, sum] = [phi - originLat, phi + originLat];
  return b * scaleOnMeridian * ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference
    - (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum)
    + (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum)
    - (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum));
}

/** Latitude and longitude in radians, from WGS84 to the datum of the grid. */
function shifted(phi: number, lambda: number): [number, number] {
  const e2 = squaredEccentricity(wgs84);
  const nu = wgs84.a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const [x, y, z] = [nu * Math.cos(phi) * Math.cos(lambda), nu * Math.cos(phi) * Math.sin(lambda), nu * (1 - e2) * Math.sin(phi)];
  const k = 1 + shift.scale;
  const east = shift.x + k * (x - shift.rz * y + shift.ry * z);
  const north = shift.y + k * (shift.rz * x + y - shift.rx * z);
  const up = shift.z + k * (-shift.ry * x + shift.rx * y + z);

  const airyE2 = squaredEccentricity(airy);
  const flat = Math.hypot(east, north);
  let lat = Math.atan2(up, flat * (1 - airyE2));
  for (let step = 0; step < 8; step++)
    lat = Math.atan2(up + (airyE2 * airy.a * Math.sin(lat)) / Math.sqrt(1 - airyE2 * Math.sin(lat) ** 2), flat);
  return [lat, Math.atan2(north, east)];
}
