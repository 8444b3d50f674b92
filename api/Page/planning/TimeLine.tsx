import { describedBy, Field, type Fault } from '../shell/Field';

/** A time of day on British clocks. */
export function TimeLine({ id, label, value, faults, change }: { id: string; label: string; value: string; faults: Fault[]; change: (time: string) => void }) {
  return (
    <Field id={id} label={label} faults={faults}>
      <input id={id} type="time" class="narrow" value={value} onInput={(event) => change(event.currentTarget.value)} aria-describedby={describedBy(id, undefined, faults)} />
    </Field>
  );
}
