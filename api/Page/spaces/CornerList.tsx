import { useEffect, useState } from 'preact/hooks';
import { number, t } from '../language/language';
import { spelled } from '../places/gridReference';
import { readCorner, writeCorner, type Corner } from './corners';
import type { Outlined } from './outlined';

/** The corners as grid references, in order: each can be typed anew or taken out, and new ones follow the chosen one. */
export function CornerList({ prefix, outline, describedBy }: { prefix: string; outline: Outlined; describedBy: string | undefined }) {
  const { corners, chosen } = outline;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (): void => {
    const corner = readCorner(typed);
    setWrong(!corner);
    if (!corner) return;
    outline.add(corner);
    setTyped('');
  };
  const after = corners[chosen] && chosen < corners.length - 1 ? t('spaces.corner_after', { corner: number(chosen + 1) }) : t('spaces.corner_new');
  return (
    <>
      {corners.length > 0 ? (
        <ol class="corners" aria-label={t('spaces.corners')}>
          {corners.map((corner, at) => (
            <CornerLine key={at} id={`${prefix}-corner-${at + 1}`} corner={corner} label={t('spaces.corner', { corner: number(at + 1) })} chosen={at === chosen}
              choose={() => outline.choose(at)} move={(next) => outline.move(at, next)} remove={() => {
                outline.remove(at);
                window.requestAnimationFrame(() => document.getElementById(corners.length === 1 ? `${prefix}-shape` : `${prefix}-corner-${Math.max(1, at)}`)?.focus());
              }} />
          ))}
        </ol>
      ) : null}
      <div class="corner-new">
        <label for={`${prefix}-shape`}>{after}</label>
        <p class="hint" id={`${prefix}-corner-hint`}>{t('spaces.corner_hint')}</p>
        {wrong ? <p class="fault" id={`${prefix}-corner-fault`} role="alert">{t('spaces.corner_wrong')}</p> : null}
        <div class="row">
          <input id={`${prefix}-shape`} class="medium" autocapitalize="characters" autocomplete="off" spellcheck={false} value={typed} maxLength={40}
            aria-describedby={[describedBy, `${prefix}-corner-hint`, wrong ? `${prefix}-corner-fault` : ''].filter(Boolean).join(' ')}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add(); } }} />
          <button type="button" class="quiet" id={`${prefix}-add`} onClick={add}>{t('spaces.corner_add')}</button>
        </div>
      </div>
    </>
  );
}

function CornerLine({ id, corner, label, chosen, choose, move, remove }: {
  id: string; corner: Corner; label: string; chosen: boolean; choose: () => void; move: (corner: Corner) => void; remove: () => void;
}) {
  const written = writeCorner(corner);
  const [typed, setTyped] = useState(written);
  const [wrong, setWrong] = useState(false);
  // Moved on the map, or taken back.
  useEffect(() => { setTyped(written); setWrong(false); }, [written]);
  const take = (): void => {
    const next = readCorner(typed);
    setWrong(!next);
    if (next && writeCorner(next) !== written) move(next);
  };
  return (
    <li class={chosen ? 'chosen' : ''}>
      <label for={id}>{label}<span class="visually-hidden">, {spelled(written)}</span></label>
      <div class="row">
        <input id={id} class="medium" autocapitalize="characters" autocomplete="off" spellcheck={false} value={typed} maxLength={40} aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-fault` : undefined} onFocus={choose} onInput={(event) => setTyped(event.currentTarget.value)} onBlur={take}
          onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); take(); } }} />
        <button type="button" class="quiet" aria-label={t('spaces.corner_remove', { corner: label })} onClick={remove}>{t('offline.remove')}</button>
      </div>
      {wrong ? <p class="fault" id={`${id}-fault`} role="alert">{t('spaces.corner_wrong')}</p> : null}
    </li>
  );
}
