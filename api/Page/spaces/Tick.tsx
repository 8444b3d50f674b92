/** One thing that is or is not. */
export function Tick({ id, label, on, flip }: { id: string; label: string; on: boolean; flip: () => void }) {
  return <label class="choice"><input type="checkbox" id={id} checked={on} onChange={flip} /><span>{label}</span></label>;
}
