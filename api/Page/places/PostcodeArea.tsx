import { useEffect } from 'preact/hooks';
import { accuracy, t } from '../language/language';
import { describedBy, Field, type Fault } from '../shell/Field';
import { readPostcode } from './postcode';
import { findPostcode, loadPostcodes, postcodes } from './postcodes';
import type { WhereDraft } from './where';

interface AreaProps {
  id: string;
  where: WhereDraft;
  faults: Fault[];
  set: (part: Partial<WhereDraft>) => void;
  turnTo: (by: 'pin' | 'place' | 'grid_ref') => void;
  /** The place itself is asked for: an area is no answer. */
  exact: boolean;
}

/** A postcode: its middle and how far it may reach, where the list of postcodes is here; the other ways are offered beside it always. */
export function PostcodeArea({ id, where: { postcode, postcodeMiddle }, faults, set, turnTo, exact }: AreaProps) {
  useEffect(() => void loadPostcodes(), []);
  const written = readPostcode(postcode);
  const now = postcodes.now.value;
  const found = written && !exact ? findPostcode(written) : null;
  // What was found before stands until the list says otherwise: a form that is opened again has its answer before the list is here.
  useEffect(() => {
    if (found && JSON.stringify(found) !== JSON.stringify(postcodeMiddle)) set({ postcodeMiddle: found });
  }, [found?.postcode, found?.easting, found?.northing, found?.reachMetres]);
  const middle = exact ? null : found ?? (postcodeMiddle?.postcode === written ? postcodeMiddle : null);
  const said = !written ? ''
    : exact ? t('where.postcode_too_wide', { postcode: written })
    : middle ? t('where.postcode_taken', { postcode: written, distance: accuracy(middle.reachMetres) })
    : now.state === 'idle' || now.state === 'loading' ? ''
    : t(now.state === 'failed' || now.value.postcodes.length === 0 ? 'where.postcode_understood' : 'where.postcode_unknown', { postcode: written });
  return (
    <>
      <Field id={id} label={t('where.postcode')} hint={t(exact ? 'where.postcode_hint_exact' : 'where.postcode_hint')} faults={faults}>
        <input id={id} class="narrow" autocapitalize="characters" autocomplete="off" spellcheck={false} maxLength={10} value={postcode}
          onInput={(event) => set({ postcode: event.currentTarget.value })} aria-describedby={describedBy(id, 'hint', faults)} />
      </Field>
      <p role="status" class={said ? 'note-box' : 'hint'}>{said}</p>
      {said ? (
        <div class="row">
          {(['pin', 'place', 'grid_ref'] as const).map((by) => <button type="button" class="quiet" key={by} onClick={() => turnTo(by)}>{t(`where.by_${by}`)}</button>)}
        </div>
      ) : null}
    </>
  );
}
