import { t } from '../language/language';
import type { PlanDrawing } from './drawnPlan';

type LonLat = readonly [number, number];
interface Named { at: LonLat; name: string }
interface PlanParts { middle: LonLat | null; base?: LonLat | null; way: readonly LonLat[]; ways?: readonly (readonly LonLat[])[]; wanted?: Named[]; posts: Named[]; hazards: Named[]; visits: Named[] }

/** A plan as the map draws it: the way, hazards with a sign of warning, posts, and visits in their order. */
export const drawingOf = ({ middle, base = null, way, ways = [], wanted = [], posts, hazards, visits }: PlanParts): PlanDrawing => ({
  way,
  ways,
  marks: [
    ...(middle ? [{ key: 'middle', lonLat: middle, sign: '', look: 'chosen' as const }] : []),
    ...(base ? [{ key: 'base', lonLat: base, sign: '', name: t('planning.base_mark'), look: 'chosen' as const }] : []),
    ...wanted.map(({ at, name }, i) => ({ key: `wanted-${i}`, lonLat: at, sign: '?', name, look: 'other' as const })),
    ...posts.map(({ at, name }, i) => ({ key: `post-${i}`, lonLat: at, sign: '+', name, look: 'spot' as const })),
    ...hazards.map(({ at, name }, i) => ({ key: `hazard-${i}`, lonLat: at, sign: '!', name, look: 'hazard' as const })),
    ...visits.map(({ at, name }, i) => ({ key: `visit-${i}`, lonLat: at, sign: String(i + 1), name, look: 'visit' as const })),
  ],
});
