import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { me } from '../access/session';
import { named } from '../language/language';
import { knownPlaces } from '../places/gazetteer';
import { metresBetween, type Bounds } from './geometry';

/** The middle of the ground that stands in where the browser cannot draw the map. */
export const plainMiddle = signal<[number, number] | null>(null);
export const plainZoom = signal(12);

const [width, height] = [640, 480];
const mostNames = 12;
const metresOfADegree = 111_320;

const metresAcross = (lat: number): number => (40_075_017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** plainZoom.peek());

/** Moves the ground by pixels and steps of zoom; answers with what it then shows. */
export function movePlain(right: number, down: number, zoomSteps = 0): Bounds | null {
  plainZoom.value = Math.min(19, Math.max(6, plainZoom.peek() + zoomSteps));
  const [lon, lat] = plainMiddle.peek() ?? middleOfArea();
  const metres = metresAcross(lat);
  const east = metresOfADegree * Math.cos((lat * Math.PI) / 180);
  plainMiddle.value = [lon + (right * metres) / east, lat - (down * metres) / metresOfADegree];
  const [x, y] = plainMiddle.value;
  const [halfX, halfY] = [((width / 2) * metres) / east, ((height / 2) * metres) / metresOfADegree];
  return [x - halfX, y - halfY, x + halfX, y + halfY];
}

function middleOfArea(): [number, number] {
  const [west, south, east, north] = (me.peek()?.partnership.bounds ?? [-3.8, 52.2, -3.2, 52.6]) as Bounds;
  return [(west + east) / 2, (south + north) / 2];
}

/** Names of places about the cross, where no map can be drawn: enough to find one's way by arrows and zoom. */
export function PlainGround() {
  useEffect(() => void movePlain(0, 0), []);
  const [lon, lat] = plainMiddle.value ?? middleOfArea();
  void plainZoom.value;
  const metres = metresAcross(lat);
  const east = metresOfADegree * Math.cos((lat * Math.PI) / 180);
  const shown = knownPlaces.value
    .map((place) => ({ place, x: width / 2 + ((place.point[0] - lon) * east) / metres, y: height / 2 - ((place.point[1] - lat) * metresOfADegree) / metres }))
    .filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height)
    .sort((a, b) => metresBetween([lon, lat], a.place.point) - metresBetween([lon, lat], b.place.point)).slice(0, mostNames);
  return (
    <svg class="plain-ground" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {shown.map(({ place, x, y }) => (
        <g key={place.id}>
          <circle cx={x} cy={y} r="4" />
          <text x={x + 8} y={y + 5}>{named(place.nameEn, place.nameCy)}</text>
        </g>
      ))}
    </svg>
  );
}
