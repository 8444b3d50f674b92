import type { Area } from '../map/geometry';
import { boundsAround, boundsOf, middleOf } from '../map/geometry';
import { t } from '../language/language';
import { writeGridReference } from '../places/gridReference';
import { toGrid } from '../places/nationalGrid';

/** The grid reference of an area's middle, to a hundred metres unless it is coarser. */
export const referenceOf = (area: Area, metres = 100): string => writeGridReference(...toGrid(middleOf(area)), metres);

/** The shape of an area, drawn by itself: which way it lies and how long it is, without anything around it but what it was before. */
export function Outline({ area, earlier = [] }: { area: Area; earlier?: Area[] }) {
  const [west, south, east, north] = boundsAround([area, ...earlier].map(boundsOf)) ?? boundsOf(area);
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = 100 / Math.max((east - west) * narrow, north - south, 1e-9);
  const pathOf = (one: Area): string => (one.type === 'Polygon' ? [one.coordinates] : one.coordinates).flat().map((ring) => `M${ring.map(([lon = 0, lat = 0]) =>
    `${((lon - west) * narrow * scale).toFixed(1)} ${((north - lat) * scale).toFixed(1)}`).join('L')}Z`).join('');
  const reference = referenceOf(area);
  return (
    <svg class="outline" role="img" aria-label={t(earlier.length > 0 ? 'spaces.earlier_outlines' : 'spaces.outline', { reference })}
      viewBox={`-4 -4 ${((east - west) * narrow * scale + 8).toFixed(1)} ${((north - south) * scale + 8).toFixed(1)}`}>
      <path d={pathOf(area)} fill-rule="evenodd" vector-effect="non-scaling-stroke" />
      {earlier.map((one, at) => <path key={at} class="earlier" d={pathOf(one)} fill-rule="evenodd" vector-effect="non-scaling-stroke" />)}
    </svg>
  );
}
