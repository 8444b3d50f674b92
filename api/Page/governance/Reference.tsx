import { t } from '../language/language';
import type { Fault } from '../shell/Field';
import { Line } from '../shell/Line';

/** The reference of a record, as its reader is told it: the page never puts it into an address. */
export function ReferenceLine({ id, value, faults, change }: { id: string; value: string; faults: Fault[]; change: (next: string) => void }) {
  return <Line id={id} label={t('governance.reference')} hint={t('governance.reference_hint')} max={40} value={value} faults={faults} change={change} />;
}

const shape = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What is wrong with a reference before it is sent. */
export const referenceFaults = (id: string, value: string): Fault[] =>
  (shape.test(value.trim()) ? [] : [{ field: id, text: () => t('governance.reference_wrong') }]);
