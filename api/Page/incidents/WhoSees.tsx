import { warningsIn } from '../disclosure/warnings';
import { call } from '../http/api';
import type { IdentifyingWarning, IncidentPreview, NewIncident, ReaderPreview } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { t, word } from '../language/language';
import { describedBy, Field } from '../shell/Field';
import { Refused, Skeleton } from '../shell/States';
import { narrativeOf, timesOf, type Draft } from './draft';

/** What others will see of a draft, made by the code that will show it to them; nothing is stored. */
export const preview = loader((signal, body: NewIncident) =>
  call<IncidentPreview>('/incidents/preview', { method: 'POST', body, signal }));

/** What in the narrative may tell who somebody is: as the office finds it, and until it answers, or where it cannot, as this device does. */
export const warningsOf = (draft: Draft): IdentifyingWarning[] =>
  valueOf(preview.now.value)?.warnings ?? warningsIn(narrativeOf(draft), timesOf(draft)?.from ?? null);

/** Each group of readers and what they will get of the record. */
export function WhoSees({ again }: { again: () => void }) {
  const now = preview.now.value;
  const shown = valueOf(now);
  return (
    <section class="who-sees" aria-labelledby="who-sees-title">
      <h2 id="who-sees-title">{t('incidents.preview_title')}</h2>
      {now.state === 'failed' && now.problem.code === 'unreachable' ? <p class="hint">{t('offline.preview_later')}</p> : now.state === 'failed' ? <Refused problem={now.problem} again={again} />
        : !shown ? <Skeleton rows={5} />
          : (
            <dl class="figures plain">
              {shown.readers.map((reader) => (
                <div key={reader.group}>
                  <dt>{word('reader_group', reader.group)}</dt>
                  <dd>{reachOf(reader)}</dd>
                </div>
              ))}
            </dl>
          )}
    </section>
  );
}

/** What one group gets and does not get, in words. */
export function reachOf({ reach, incident }: ReaderPreview): string {
  if (!incident) return word('preview_reach', reach);
  const parts: [boolean, string][] = [
    [incident.precision === 'exact' || incident.placeId !== null, t('incidents.preview_exact')],
    [incident.narrative !== null, t('incidents.preview_words')],
    [incident.children.length > 0, t('incidents.preview_tokens')],
  ];
  const gets = parts.filter(([seen]) => seen).map(([, text]) => text);
  const lacks = parts.filter(([seen]) => !seen).map(([, text]) => text);
  const first = parts[0]?.[0] ? gets : [t('incidents.preview_coarse'), ...gets];
  return [
    t('incidents.preview_gets', { what: first.join(', ') }),
    ...(lacks.length > 0 ? [t('incidents.preview_lacks', { what: lacks.join(', ') })] : []),
  ].join(' ');
}

/** What in the narrative may tell who somebody is, and the reason why it must stay. */
export function TellingText({ draft, unexplained, change }: { draft: Draft; unexplained: boolean; change: (reason: string) => void }) {
  const [narrative, reason, warnings] = [narrativeOf(draft), draft.identifyingReason, warningsOf(draft)];
  if (warnings.length === 0) return null;
  const faults = unexplained ? [{ field: 'identifying-reason', text: () => t('incidents.telling_reason_missing') }] : [];
  return (
    <section class="note-box telling" role="status" aria-labelledby="telling-title">
      <h2 id="telling-title">{t('incidents.telling_title')}</h2>
      <ul>
        {warnings.map(({ kind, start, length }) => (
          <li key={start}>{t('incidents.telling_found', { kind: word('identifying_kind', kind), text: narrative.slice(start, start + length) })}</li>
        ))}
      </ul>
      <p>{t('incidents.telling_means')}</p>
      <Field id="identifying-reason" label={t('incidents.telling_reason')} hint={t('incidents.telling_reason_hint')} faults={faults}>
        <textarea id="identifying-reason" rows={2} maxLength={500} value={reason} onInput={(event) => change(event.currentTarget.value)}
          aria-describedby={describedBy('identifying-reason', 'hint', faults)} />
      </Field>
    </section>
  );
}
