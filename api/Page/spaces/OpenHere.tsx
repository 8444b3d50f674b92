import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { t } from '../language/language';
import { lazy } from '../shell/lazy';
import type { OpenedFrom } from './OpenSpace';

const Form = lazy<{ from: OpenedFrom; close: () => void }>(async () => (await import('./OpenSpace')).OpenSpace);

/** Opens a space from what is chosen on the map, for those who may. */
export function OpenHere({ from }: { from: OpenedFrom }) {
  const [opening, setOpening] = useState(false);
  if (!may('change_spaces')) return null;
  return (
    <section>
      <button type="button" class="quiet start" id="open-here" onClick={() => setOpening(true)}>{t('spaces.open_here')}</button>
      {opening ? <Form from={from} close={() => setOpening(false)} /> : null}
    </section>
  );
}
