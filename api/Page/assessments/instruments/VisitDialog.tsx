import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { AssessmentView } from '../../http/contracts';
import { guardianRoles, observationTimes, observedWeathers } from '../../http/vocabulary';
import { t, word } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Chips } from '../../shell/Chips';
import { Choices, type Fault } from '../../shell/Field';
import { Line } from '../../shell/Line';
import { Radios } from '../../shell/OneOf';
import { inDays } from '../../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../../spaces/ReasonFields';
import { answersTo, observedItems, valueOf } from './observation';

interface Quarter { adults: string; young: string }

const nobody: Quarter = { adults: '', young: '' };
const mostQuarters = 16;

/** One visit, written down by whoever was there. */
export function VisitDialog({ one, close, done }: { one: AssessmentView; close: () => void; done: () => void }) {
  const [visitId] = useState(() => uuid7());
  const [time, setTime] = useState('');
  const [visitedOn, setVisitedOn] = useState(inDays(0));
  const [weather, setWeather] = useState('');
  const [seen, setSeen] = useState<Record<string, string>>({});
  const [counts, setCounts] = useState<Quarter[]>([nobody]);
  const [guardians, setGuardians] = useState<string[]>([]);
  const note = useReason();
  const act = useAct('visit');
  const send = (): void => {
    const asked: [string, string, () => string][] = [
      ['time', time, () => t('observation.time')], ['weather', weather, () => t('observation.weather')],
      ...observedItems.map((item): [string, string, () => string] => [item, seen[item] ?? '', () => word('observation_item', item)]),
    ];
    const empty = asked.filter(([, answer]) => !answer).map(([field, , label]): Fault => ({ field: `visit-${field}`, text: () => `${label()}: ${t('problem.field_missing')}` }));
    if (empty.length > 0) { act.setFaults(empty); return; }
    void act.run(() => call(`/assessments/${one.id}/observations/${visitId}`, {
      method: 'POST',
      body: {
        round: one.round, time, visitedOn, weather, guardians,
        items: observedItems.map((item) => ({ item, value: valueOf(seen[item] ?? 'not_seen') })),
        counts: counts.filter(({ adults, young }) => adults.trim() || young.trim()).map(({ adults, young }) => ({ adults: Number(adults), youngPeople: Number(young) })),
        ...(note.text.trim() ? reasonBody(note, 'note') : {}),
      },
    }).then(done));
  };
  return (
    <ActDialog id="visit" title={t('observation.new')} means={t('observation.new_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Radios id="visit-time" label={t('observation.time')} words="observation_time" options={observationTimes} chosen={time} faults={act.faults} choose={setTime} />
      <Line id="visit-visitedOn" label={t('observation.day')} type="date" width="medium" value={visitedOn} faults={act.faults} change={setVisitedOn} />
      <Radios id="visit-weather" label={t('observation.weather')} words="observed_weather" options={observedWeathers} chosen={weather} faults={act.faults} choose={setWeather} />
      {observedItems.map((item) => (
        <Radios key={item} id={`visit-${item}`} label={word('observation_item', item)} words="observation_sense" options={answersTo(item)} chosen={seen[item] ?? ''}
          faults={act.faults} choose={(answer) => setSeen({ ...seen, [item]: answer })} />
      ))}
      <Counts counts={counts} faults={act.faults} change={setCounts} />
      <Choices id="visit-guardians" label={t('observation.guardians')} hint={t('observation.guardians_hint')} faults={act.faults}>
        <Chips name="visit-guardians" words="guardian_role" options={guardianRoles} chosen={guardians} change={setGuardians} />
      </Choices>
      <ReasonFields prefix="visit" reason={note} faults={act.faults} field="note" label="observation.note" hint="observation.note_hint" />
    </ActDialog>
  );
}

function Counts({ counts, faults, change }: { counts: Quarter[]; faults: Fault[]; change: (next: Quarter[]) => void }) {
  const set = (at: number, part: Partial<Quarter>): void => change(counts.map((one, other) => (other === at ? { ...one, ...part } : one)));
  return (
    <Choices id="visit-counts" label={t('observation.counts')} hint={t('observation.counts_hint')} faults={faults}>
      {counts.map((one, at) => (
        <div class="row quarter" key={at}>
          <Line id={at === 0 ? 'visit-counts' : `visit-adults-${at}`} label={t('observation.adults', { n: at + 1 })} type="number" width="narrow" max={3} value={one.adults} faults={[]} change={(adults) => set(at, { adults })} />
          <Line id={`visit-young-${at}`} label={t('observation.young', { n: at + 1 })} type="number" width="narrow" max={3} value={one.young} faults={[]} change={(young) => set(at, { young })} />
        </div>
      ))}
      {counts.length < mostQuarters ? <button type="button" class="quiet start" id="visit-another" onClick={() => change([...counts, nobody])}>{t('observation.another')}</button> : null}
    </Choices>
  );
}
