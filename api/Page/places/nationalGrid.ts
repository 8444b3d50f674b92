// The British National Grid by the seven parameters, as geodata/Geodata/Crs/NationalGrid.cs: for reading a position back as a grid
// reference and for showing a grid square on the map. What is stored is projected by the server.

interface Ellipsoid { a: number; b: number }
const wgs84: Ellipsoid = { a: 6_378_137, b: 6_356_752.314245179 };
const airy: Ellipsoid = { a: 6_377_563.396, b: 6_377_563.396 * (1 - 1 / 299.3249646) };
const seconds = Math.PI / 648_000;
const shift = { x: -446.448, y: 125.157, z: -542.06, rx: -0.15 * seconds, ry: -0.247 * seconds, rz: -0.842 * seconds, scale: 20.489e-6 };
const [scaleOnMeridian, falseEasting, falseNorthing] = [0.9996012717, 400_000, -100_000];
const [originLat, originLon] = [(49 * Math.PI) / 180, (-2 * Math.PI) / 180];
const degree = Math.PI / 180;
const squaredEccentricity = ({ a, b }: Ellipsoid): number => 1 - (b * b) / (a * a);

/** Easting and northing in metres of a position in degrees; good to about 2 m in mid and west Wales. */
export function toGrid([lon, lat]: readonly [number, number]): [easting: number, northing: number] {
  const [phi, lambda] = shifted(lat * degree, lon * degree);
  const { a, b } = airy;
  const e2 = squaredEccentricity(airy);
  const [sin, cos, tan2] = [Math.sin(phi), Math.cos(phi), Math.tan(phi) ** 2];
  const nu = (a * scaleOnMeridian) / Math.sqrt(1 - e2 * sin * sin);
  const rho = (a * scaleOnMeridian * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5;
  const eta2 = nu / rho - 1;
  const p = lambda - originLon;
  const north = meridianArc(phi, (a - b) / (a + b)) + falseNorthing
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

function meridianArc(phi: number, n: number): number {
  const [difference, sum] = [phi - originLat, phi + originLat];
  return airy.b * scaleOnMeridian * ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference
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
