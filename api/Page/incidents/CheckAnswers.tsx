import { useEffect, useState } from 'preact/hooks';
import type { PickedPoint } from '../map/PickPoint';
import { challenged } from '../language/fairWords';
import { distance, moment, named, t, word } from '../language/language';
import type { IncidentView } from '../http/contracts';
import { asIncident, timesOf, type Draft } from './draft';
import { preview, TellingText, warningsNow, WhoSees } from './WhoSees';

interface Answer { field: string; question: string; answer: string }

/** Every answer once more with a way to change it, before anything is sent. */
export function CheckAnswers({ draft, sending, send, change, set }: {
  draft: Draft; sending: boolean; send: () => void; change: (field: string) => void; set: (part: Partial<Draft>) => void;
}) {
  const [unexplained, setUnexplained] = useState(false);
  const ask = (): void => void preview.load(asIncident(draft));
  useEffect(() => {
    ask();
    return () => preview.clear();
  }, []);
  // Text that may identify somebody is sent with a reason or not at all; without a preview the server says so.
  const trySend = (): void => {
    const missing = warningsNow().length > 0 && !draft.identifyingReason.trim();
    setUnexplained(missing);
    if (!missing) send();
    else document.getElementById('identifying-reason')?.focus();
  };
  return (
    <div class="stack">
      <p class="note-box">{t(draft.recorded ? 'incidents.not_changed_yet' : 'incidents.not_sent_yet')}</p>
      <dl class="answers">
        {answersOf(draft).map(({ field, question, answer }) => (
          <div key={field}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
            <dd><button type="button" class="link" onClick={() => change(field)}>
              {t('house.change')}<span class="visually-hidden"> {question}</span>
            </button></dd>
          </div>
        ))}
      </dl>
      <WhoSees again={ask} />
      <TellingText narrative={draft.narrative.trim()} reason={draft.identifyingReason} unexplained={unexplained}
        change={(identifyingReason) => { setUnexplained(false); set({ identifyingReason }); }} />
      <button type="button" class="main" disabled={sending} onClick={trySend}>{t(sending ? 'incidents.sending' : draft.recorded ? 'incidents.correct_send' : 'incidents.send')}</button>
    </div>
  );
}

/** A point as it is said: its coordinates and how exact they are. */
export const pointText = ({ lonLat: [lon, lat], accuracyMetres }: PickedPoint): string =>
  t(accuracyMetres > 100 ? 'incidents.point_coarse' : 'incidents.point_chosen', { lon: lon.toFixed(5), lat: lat.toFixed(5), distance: distance(accuracyMetres) });

/** Where a record says that it happened, as it may be seen. */
export const recordedWhere = ({ point, accuracyMetres }: IncidentView): string =>
  !point ? t('incidents.no_point') : accuracyMetres === null ? t('incidents.exact') : t('incidents.exact_within', { distance: distance(accuracyMetres) });

const answer = (field: string, key: string, text: string): Answer => ({ field, question: t(key), answer: text || t('incidents.not_given') });

function where({ whereBy, point, place, gridReference, recorded }: Draft): Answer {
  if (whereBy === 'recorded' && recorded) return answer('where-by', 'incidents.where', recordedWhere(recorded));
  if (whereBy === 'pin') return answer('pick-point', 'incidents.where', point ? pointText(point) : '');
  if (whereBy === 'place') return answer('place', 'incidents.where', place ? named(place.nameEn, place.nameCy) : '');
  return answer('grid-reference', 'incidents.where', gridReference.toUpperCase());
}

function answersOf(draft: Draft): Answer[] {
  const times = timesOf(draft);
  const harm = draft.kind !== 'hotspot_report';
  return [
    answer('kind', draft.recorded ? 'incidents.kind_recorded' : 'incidents.kind', word('incident_kind', draft.kind)),
    answer('date', 'incidents.when', times
      ? t('house.period', { from: moment(times.from.toISOString()), to: moment(times.to.toISOString()) }) : ''),
    answer('time-confidence', 'incidents.time_confidence', word('time_confidence', draft.timeConfidence)),
    where(draft),
    answer('harm', 'incidents.harm', draft.harmTypes.map((type) => word('harm_type', type)).join(', ')),
    answer('context-level', 'incidents.context_level', word('context_level', draft.contextLevel)),
    ...(harm ? [
      ...draft.children.map((child, at) => answer(`token-${at}`, 'incidents.token',
        `${child.token}, ${word('age_band', child.ageBand)}, ${word('agency', child.holdingAgency)}`)),
      answer('unknown', 'incidents.unknown', draft.unknown),
    ] : []),
    answer('source-kind', 'incidents.source', word('source_kind', draft.sourceKind)),
    answer('info-grade', 'incidents.info_grade', word('info_grade', draft.infoGrade)),
    answer('narrative', 'incidents.narrative', draft.narrative.trim()),
    ...(challenged(draft.narrative) ? [answer('narrative-language-reason', 'language.reason', draft.languageReason.trim())] : []),
  ];
}
