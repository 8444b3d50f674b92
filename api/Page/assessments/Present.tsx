import { useEffect, useRef } from 'preact/hooks';
import { language, speak, t } from '../language/language';
import { presenting } from './presenting';

export function PresentButton() {
  return presenting.value ? null
    : <button type="button" class="quiet" id="present" onClick={() => { presenting.value = true; }}>{t('assessments.present')}</button>;
}

/** The one line that stays above what is shown on a wall: the other language, and the way out, which Escape takes too. */
export function PresentBar() {
  const leave = useRef<HTMLButtonElement>(null);
  const on = presenting.value;
  useEffect(() => {
    if (!on) return;
    leave.current?.focus({ preventScroll: true });
    const escape = (event: KeyboardEvent): void => {
      // In a question over the page Escape closes the question.
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) presenting.value = false;
    };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, [on]);
  // Whoever leaves the assessment leaves the wall.
  useEffect(() => () => { presenting.value = false; }, []);
  useEffect(() => { if (!on && document.activeElement === document.body) document.getElementById('present')?.focus({ preventScroll: true }); }, [on]);
  if (!on) return null;
  const other = language.value === 'en' ? 'cy' : 'en';
  return (
    <div class="present-bar">
      <p>{t('assessments.presenting')}</p>
      <button type="button" class="quiet" lang={other} onClick={() => void speak(other)}>{t('house.other_language')}</button>
      <button type="button" class="quiet" id="present-leave" ref={leave} onClick={() => { presenting.value = false; }}>{t('assessments.present_leave')}</button>
    </div>
  );
}
