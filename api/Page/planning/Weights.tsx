import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { SitingWeightingView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { Choices, ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { mostWeight, onlyWeights, weightOf, type Weights } from './siting';
import { siteParts } from './words';

interface WeightsProps { weights: Weights; set: (weights: Weights) => void; faults: Fault[] }

/** How much each part of a score counts: a slider and a number that say the same, and weights that somebody saved. */
export function WeightFields({ weights, set, faults }: WeightsProps) {
  return (
    <Choices id="siting-weights" label={t('planning.weights')} hint={t('planning.weights_hint')} faults={faults}>
      <div class="weights">
        {siteParts.map((part, at) => {
          const [name, id] = [weightOf[part], at === 0 ? 'siting-weights' : `siting-weight-${part}`];
          const change = (typed: string): void => set({ ...weights, [name]: Math.min(mostWeight, Math.max(0, Math.round(Number(typed)) || 0)) });
          return (
            <div class="weight" key={part}>
              <label for={id}>{word('site_part', part)}</label>
              <input type="range" id={id} min={0} max={mostWeight} step={1} value={weights[name]} onInput={(event) => change(event.currentTarget.value)} />
              <input type="text" inputMode="numeric" class="tiny" id={`siting-number-${part}`} maxLength={2} value={weights[name]} autocomplete="off"
                aria-label={t('planning.weight_number', { part: word('site_part', part) })} onInput={(event) => change(event.currentTarget.value)} />
            </div>
          );
        })}
      </div>
      <SavedWeights weights={weights} set={set} />
    </Choices>
  );
}

function SavedWeights({ weights, set }: Omit<WeightsProps, 'faults'>) {
  const { now, again } = useLoaded<SitingWeightingView[]>('/planning/weightings');
  const saved = valueOf(now) ?? [];
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const act = useAct('weighting');
  const load = (id: string): void => {
    setChosen(id);
    const found = saved.find((one) => one.id === id);
    if (!found) return;
    set(onlyWeights(found.weights));
    setName(found.name);
    setSaid(t('planning.weights_loaded', { name: found.name }));
  };
  const save = async (): Promise<void> => {
    if (!name.trim()) { act.setFaults([{ field: 'weighting-name', text: () => t('planning.weights_name_missing') }]); return; }
    // The same name is the same weights, changed.
    const held = saved.find((one) => one.name === name.trim());
    const id = held?.id ?? uuid7();
    if (!await act.run(() => call(`/planning/weightings/${id}`, { method: 'PUT', ifMatch: `"${held?.version ?? 0}"`, body: { name: name.trim(), weights } }))) return;
    setChosen(id);
    setSaid(t('planning.weights_saved', { name: name.trim() }));
    again();
  };
  return (
    <details class="more">
      <summary>{t('planning.weights_keep')}</summary>
      <div class="stack saved-weights">
        <ErrorSummary faults={act.faults} />
        {saved.length > 0 ? (
          <div class="field">
            <label for="weighting-load">{t('planning.weights_load')}</label>
            <select id="weighting-load" value={chosen} onChange={(event) => load(event.currentTarget.value)}>
              <option value="">{t('house.choose')}</option>
              {saved.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </select>
          </div>
        ) : <p>{t('planning.weights_none_saved')}</p>}
        <Line id="weighting-name" label={t('planning.weights_name')} value={name} faults={act.faults} max={60} change={setName} />
        <button type="button" class="quiet start" id="weighting-save" disabled={act.busy} onClick={() => void save()}>{t('planning.weights_save')}</button>
        <p role="status">{said}</p>
      </div>
    </details>
  );
}
