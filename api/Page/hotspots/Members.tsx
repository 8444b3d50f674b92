import { useMemo } from 'preact/hooks';
import { call } from '../http/api';
import type { HotspotMembers, IncidentView } from '../http/contracts';
import { loader } from '../http/loadable';
import { shortDay, t, word } from '../language/language';
import { Refused, Skeleton } from '../shell/States';

/** The records behind a place, for readers of exact locations; fetched only when asked for, because looking is audited. */
export function Members({ analysis, number }: { analysis: string; number: number }) {
  const members = useMemo(() => loader(async (signal) => {
    const { incidentIds } = await call<HotspotMembers>(`/hotspots/${analysis}/${number}/members`, { signal });
    return Promise.all(incidentIds.map((id) => call<IncidentView>(`/incidents/${id}`, { signal })));
  }), [analysis, number]);
  const now = members.now.value;
  return (
    <section>
      <h3>{t('hotspots.members_title')}</h3>
      {now.state === 'idle' ? (
        <>
          <p class="hint">{t('hotspots.members_note')}</p>
          <button type="button" class="quiet" onClick={() => void members.load()}>{t('hotspots.members_show')}</button>
        </>
      ) : null}
      {now.state === 'loading' ? <Skeleton rows={3} /> : null}
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void members.load()} /> : null}
      {now.state === 'ready' ? (
        <ol class="members">
          {now.value.map((incident) => (
            <li key={incident.id}>
              <strong>{shortDay(incident.occurredFrom)}</strong>{' '}
              {incident.harmTypes.map((type) => word('harm_type', type)).join(', ')}
              <span class="hint">{word('source_kind', incident.sourceKind)}, {word('info_grade', incident.infoGrade)}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
