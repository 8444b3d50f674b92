import { t } from '../language/language';
import { readGridReference } from '../places/gridReference';
import type { Fault } from '../shell/Field';
import { Line } from '../shell/Line';

export interface Circle { reference: string; radius: string }

/** What keeps a circle from being one, at its fields. */
export const circleFaults = (prefix: string, { reference, radius }: Circle): Fault[] => [
  ...(readGridReference(reference) ? [] : [{ field: `${prefix}-shape`, text: () => t('spaces.reference_wrong') }]),
  ...(Number(radius) >= 20 && Number(radius) <= 1200 ? [] : [{ field: `${prefix}-radius`, text: () => t('spaces.radius_wrong') }]),
];

/** An area by a grid reference and a radius. What the office says of the area stands at the reference. */
export function CircleFields({ prefix, circle, set, faults }: { prefix: string; circle: Circle; set: (circle: Circle) => void; faults: Fault[] }) {
  return (
    <>
      <Line id={`${prefix}-shape`} label={t('spaces.reference')} hint={t('spaces.reference_hint')} width="medium" value={circle.reference} faults={faults}
        change={(reference) => set({ ...circle, reference })} />
      <Line id={`${prefix}-radius`} label={t('spaces.radius')} hint={t('spaces.radius_hint')} type="number" width="narrow" value={circle.radius} faults={faults}
        change={(radius) => set({ ...circle, radius })} />
    </>
  );
}
