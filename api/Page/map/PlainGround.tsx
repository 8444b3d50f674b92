import { useEffect } from 'preact/hooks';
import { named } from '../language/language';
import { knownPlaces } from '../places/gazetteer';
import { metresBetween } from './geometry';
import { height, metresAcross, metresOfADegree, middleOfArea, movePlain, plainMiddle, plainZoom, width } from './plainMiddle';

const mostNames = 12;

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
