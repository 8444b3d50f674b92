import { useEffect, useRef } from 'preact/hooks';
import { moment, t, word } from '../language/language';
import { draftOf, type Kind } from './answer';
import type { Autosave, Standing } from './autosave';
import { Told } from './Told';

/** Somebody else was faster: both answers side by side, who and when; the person chooses one, or writes a third into the field. */
export function Overtaken({ saving, now: { theirs, draft }, kind }: { saving: Autosave; now: Standing; kind: Kind }) {
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => box.current?.focus(), [theirs?.version]);
  if (!theirs) return null;
  const both = (): void => saving.write({ text: [draft.text.trim(), (theirs.text ?? '').trim()].filter(Boolean).join('\n\n') });
  return (
    <section class="overtaken" aria-labelledby={`overtaken-${theirs.prompt}`}>
      <h5 id={`overtaken-${theirs.prompt}`} tabIndex={-1} ref={box}>{t('assessments.overtaken')}</h5>
      <p>{t('assessments.overtaken_means')}</p>
      <div class="versions">
        <div class="version">
          <p class="version-head"><b>{t('assessments.mine')}</b></p>
          <Told draft={draft} prompt={{ kind }} />
        </div>
        <div class="version">
          <p class="version-head"><b>{t('assessments.theirs', { who: theirs.editedBy, agency: word('agency', theirs.editedByAgency) })}</b> <time dateTime={theirs.editedAt}>{moment(theirs.editedAt)}</time></p>
          <Told draft={draftOf(theirs)} prompt={{ kind }} />
        </div>
      </div>
      <div class="entry-acts">
        <button type="button" class="main" id={`mine-${theirs.prompt}`} onClick={() => void saving.keepMine()}>{t('assessments.keep_mine')}</button>
        <button type="button" class="quiet" id={`theirs-${theirs.prompt}`} onClick={saving.takeTheirs}>{t('assessments.take_theirs')}</button>
        {kind === 'tick' ? null : <button type="button" class="quiet" id={`both-${theirs.prompt}`} onClick={both}>{t('assessments.take_both')}</button>}
      </div>
    </section>
  );
}
