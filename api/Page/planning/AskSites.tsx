import { useState } from 'preact/hooks';
import type { CandidateSiteView } from '../http/contracts';
import { t, word } from '../language/language';
import type { Act } from '../shell/act';
import { Choices, ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { faultsInQuestion, type SitingDraft } from './siting';
import { siteName } from './sites';
import { WeightFields } from './Weights';
import { sitingAims, stallTimes, type StallTime } from './words';

interface AskProps { draft: SitingDraft; set: (part: Partial<SitingDraft>) => void; sites: CandidateSiteView[]; act: Act; send: () => void }

type Will = 'free' | 'locked' | 'leftOut';

/** The question for sites. How many children were harmed where is not asked, and not answered. */
export function AskSites({ draft, set, sites, act, send }: AskProps) {
  const { faults } = act;
  const submit = (event: Event): void => {
    event.preventDefault();
    const missing = faultsInQuestion(draft).map(({ field, key }) => ({ field: `siting-${field}`, text: () => t(key) }));
    if (missing.length > 0) act.setFaults(missing);
    else send();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} />
      <div class="filters">
        <Line id="siting-pick" label={t('planning.pick')} type="number" width="narrow" max={2} value={draft.pick} faults={faults} change={(pick) => set({ pick })} />
        <Line id="siting-day" label={t('planning.day')} type="date" width="medium" value={draft.day} faults={faults} change={(day) => set({ day })} />
      </div>
      <Radios id="siting-time" label={t('planning.time')} words="stall_time" options={stallTimes} chosen={draft.time} faults={faults} choose={(time) => set({ time: time as StallTime })} />
      <Radios id="siting-aim" label={t('planning.aim')} words="siting_aim" options={sitingAims} chosen={draft.aim} faults={faults} choose={(aim) => set({ aim: aim as SitingDraft['aim'] })} />
      <div class="filters">
        <Line id="siting-reachMetres" label={t('planning.reach')} hint={t('planning.reach_hint')} width="narrow" max={5} value={draft.reachKm} faults={faults} change={(reachKm) => set({ reachKm })} />
        <Line id="siting-spreadMetres" label={t('planning.spread')} hint={t('planning.spread_hint')} width="narrow" max={5} value={draft.spreadKm} faults={faults} change={(spreadKm) => set({ spreadKm })} />
      </div>
      <WeightFields weights={draft.weights} set={(weights) => set({ weights })} faults={faults} />
      <InOrOut draft={draft} set={set} sites={sites} act={act} />
      <Line id="siting-name" label={t('planning.answer_name')} hint={t('planning.answer_name_hint')} value={draft.name} faults={faults} max={60} change={(name) => set({ name })} />
      <button type="submit" class="main start" id="siting-ask" disabled={act.busy}>{t(act.busy ? 'planning.asking' : 'planning.ask')}</button>
      <p role="status" class="visually-hidden">{act.busy ? t('planning.asking') : ''}</p>
    </form>
  );
}

/** Which sites are in whatever comes, and which stay out. */
function InOrOut({ draft, set, sites, act }: Omit<AskProps, 'send'>) {
  const [open, setOpen] = useState(draft.locked.length + draft.leftOut.length > 0);
  const willOf = (id: string): Will => (draft.locked.includes(id) ? 'locked' : draft.leftOut.includes(id) ? 'leftOut' : 'free');
  const choose = (id: string, will: string): void => set({
    locked: [...draft.locked.filter((one) => one !== id), ...(will === 'locked' ? [id] : [])],
    leftOut: [...draft.leftOut.filter((one) => one !== id), ...(will === 'leftOut' ? [id] : [])],
  });
  const faulty = act.faults.some(({ field }) => field === 'siting-locked' || field === 'siting-leftOut');
  return (
    <details class="more" open={open || faulty} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('planning.in_or_out')}</summary>
      <Choices id="siting-locked" label={t('planning.in_or_out_label')} hint={t('planning.in_or_out_hint')} faults={act.faults}>
        <div class="filters" id="siting-leftOut" tabIndex={-1}>
          {sites.map((site, at) => (
            <div class="field" key={site.id}>
              <label for={at === 0 ? 'siting-locked' : `siting-will-${site.id}`}>{siteName(site)}</label>
              <select id={at === 0 ? 'siting-locked' : `siting-will-${site.id}`} value={willOf(site.id)} onChange={(event) => choose(site.id, event.currentTarget.value)}>
                {(['free', 'locked', 'leftOut'] as const).map((will) => <option key={will} value={will}>{t(`planning.will_${will === 'leftOut' ? 'out' : will}`)}</option>)}
              </select>
            </div>
          ))}
        </div>
        {sites.length === 0 ? <p>{word('siting_note', 'nothing_left')}</p> : null}
      </Choices>
    </details>
  );
}
