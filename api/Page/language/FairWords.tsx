import { useEffect, useRef, useState } from 'preact/hooks';
import { describedBy, Field, type Fault } from '../shell/Field';
import { fairRules, fairRulesMissing, loadFairRules } from './fairRules';
import type { Finding } from './fairWords';
import { language, t } from './language';

/** Milliseconds without a keystroke after which a screen reader is told: not at every letter. */
const quietMs = 800;

interface Props {
  /** Id of the text field that holds the text: it takes the focus after a wording was put in. */
  id: string;
  text: string;
  /** Why challenged wordings must stay. */
  reason?: string;
  faults?: Fault[];
  /** Called with the text in which the person put another wording. */
  onText: (text: string) => void;
  /** Left out where the form asks for one reason for all its texts (FairLines). */
  onReason?: (reason: string) => void;
}

/** What in a text could be worded more fairly, why, and what instead. Nothing changes unless the person presses. Works without a network. */
export function FairWords({ id, text, reason = '', faults = [], onText, onReason }: Props) {
  const rules = fairRules.value;
  const written = text.length > 0;
  useEffect(() => { if (written) void loadFairRules(); }, [written]);
  const found = rules?.check(text) ?? [];
  const challenges = found.filter(({ level }) => level === 'challenge').length;
  const said = useQuiet(found.length === 0 ? '' : t('language.found', { n: found.length }));
  const put = (finding: Finding, wording: string): void => {
    if (!rules) return;
    const next = rules.reworded(text, finding, wording);
    onText(next.text);
    const field = document.getElementById(id) as HTMLTextAreaElement | null;
    field?.focus();
    requestAnimationFrame(() => field?.setSelectionRange(next.start, next.end));
  };
  const reasonId = `${id}-language-reason`;
  return (
    <>
      <p class="visually-hidden" role="status">{said}</p>
      {written && !rules ? <p class="hint" role="status">{t(fairRulesMissing.value ? 'language.later' : 'language.coming')}</p> : null}
      {found.length === 0 ? null : (
        <section class="note-box fair-words" aria-labelledby={`${id}-fair-title`}>
          <h3 id={`${id}-fair-title`}>{t('language.title')}</h3>
          <ul>
            {found.map((finding) => <Found key={`${finding.start} ${finding.rule}`} finding={finding} text={text} put={put} />)}
          </ul>
          <p class="hint">{t('language.quoted')}</p>
          {challenges === 0 || !onReason ? null : (
            <Field id={reasonId} label={t('language.reason')} hint={t('language.reason_hint')} faults={faults}>
              <textarea id={reasonId} rows={2} maxLength={500} value={reason} onInput={(event) => onReason(event.currentTarget.value)}
                aria-describedby={describedBy(reasonId, 'hint', faults)} />
            </Field>
          )}
        </section>
      )}
    </>
  );
}

function Found({ finding, text, put }: { finding: Finding; text: string; put: (finding: Finding, wording: string) => void }) {
  const explained = fairRules.value?.explain(finding, language.value);
  if (!explained) return null;
  const { reason, alternative, wordings } = explained;
  return (
    <li class={finding.level}>
      <p><strong>{t('language.written', { text: text.slice(finding.start, finding.start + finding.length) })}</strong> <span>{t(`language.${finding.level}`)}</span></p>
      <p>{reason}</p>
      <p>{t('language.instead', { text: alternative })}</p>
      {wordings.map((wording) => (
        <button type="button" class="quiet" key={wording} onClick={() => put(finding, wording)}>
          {t('language.use')} <span lang={finding.written}>{t('language.written', { text: wording })}</span>
        </button>
      ))}
    </li>
  );
}

// The latest sentence, once it has stood for a while.
function useQuiet(sentence: string): string {
  const [said, say] = useState('');
  const waiting = useRef(0);
  useEffect(() => {
    waiting.current = window.setTimeout(() => say(sentence), quietMs);
    return () => window.clearTimeout(waiting.current);
  }, [sentence]);
  return said;
}
