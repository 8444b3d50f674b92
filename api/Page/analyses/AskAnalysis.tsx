import { useEffect, useRef, useState } from 'preact/hooks';
import { call, Problem } from '../http/api';
import type { JobView } from '../http/contracts';
import { follow, forget, hasEnded, job } from '../http/jobs';
import { harmTypes, sourceKinds } from '../http/vocabulary';
import { number, t, word } from '../language/language';
import { hotspots, listed } from '../hotspots/hotspots';
import { nearOf } from '../hotspots/HotspotPanel';
import type { Area } from '../map/geometry';
import { mapBounds } from '../map/viewport';
import { contextWindow } from '../reference-data/referenceData';
import { Chips } from '../shell/Chips';
import { Choices, describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { openTab, selection } from '../shell/view';
import { list, openAnalysis, openList, shown } from './analyses';
import {
  asked, boxOf, faultsOfParameters, questionOf, questions, valueIn, valueKey, wholeMonths, type Parameter, type Question, type Typed,
} from './questions';

const unasked = (): Typed => ({
  kind: 'hot_cells', subject: 'harm', ...wholeMonths(questionOf('hot_cells').months), harmTypes: [], sourceKinds: [], reports: false, area: 'all', values: {},
});

/** Opens the form with one question and the chosen place as its area. */
export function askAboutPlace(kind: string): void {
  const draft = kept('analysis', unasked);
  draft.value = { ...draft.value, kind, subject: 'harm', area: 'place' };
  shown.value = { at: 'new' };
  openTab('analyses');
}

/** The hotspot that is chosen on the map, if one is. */
const chosenPlace = () => {
  const chosen = selection.value;
  return chosen?.kind === 'hotspot' ? listed.value.find(({ key }) => key === chosen.key)?.hotspot : undefined;
};

/** A question in plain words first, then what it needs: one page, every field with a sensible value in it. */
export function AskAnalysis() {
  const draft = kept('analysis', unasked);
  const typed = draft.value;
  const set = (part: Partial<Typed>): void => { draft.value = { ...draft.value, ...part }; };
  const [faults, setFaults] = useState<Fault[]>([]);
  const [sending, setSending] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const question = questionOf(typed.kind);
  const harm = question.harmOnly || typed.subject === 'harm';
  const busy = sending || (job.value !== null && !hasEnded(job.value));

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const area = areaOf(typed, question);
    const found: Fault[] = [
      ...(typed.from && typed.to && typed.from <= typed.to ? [] : [{ field: 'ask-to', text: () => t('problem.end_before_start') }]),
      ...(question.needsArea && !area ? [{ field: 'ask-area', text: () => t('problem.area_needed') }] : []),
      ...faultsOfParameters(typed).map(({ name, least, most }) => ({
        field: `ask-${name}`, text: () => t('analyses.out_of_range', { field: t(`analyses.p_${name}`), least, most }),
      })),
    ];
    setFaults(found);
    if (found.length > 0) return;
    setSending(true);
    try {
      const id = crypto.randomUUID();
      follow(await call<JobView>(`/analyses/${id}`, { method: 'POST', body: asked(typed, area) }), (last) => {
        if (last.state !== 'succeeded') return;
        // The answer itself says that the work is done.
        forget();
        forgetKept('analysis');
        void list.load();
        openAnalysis(id);
        openTab('analyses');
      });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      if (!fault.turnedAway) setFaults(faultsOf(fault, fieldOf));
    } finally {
      setSending(false);
    }
  };

  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      <button type="button" class="back" onClick={openList}>{t('analyses.to_list')}</button>
      <h2 tabIndex={-1} ref={title}>{t('analyses.new')}</h2>
      <ErrorSummary faults={faults} />
      <Choices id="ask-kind" label={t('analyses.what_question')}>
        {questions.map(({ kind }, at) => (
          <label class="choice" key={kind}>
            <input type="radio" id={at === 0 ? 'ask-kind' : `ask-kind-${kind}`} name="ask-kind" value={kind} checked={typed.kind === kind}
              onChange={() => { set({ kind, area: questionOf(kind).needsArea && typed.area === 'all' ? (chosenPlace() ? 'place' : 'map') : typed.area }); setFaults([]); }} />
            <span><strong>{t(`analyses.ask_${kind}`)}</strong><small>{t(`analyses.answers_${kind}`)}</small></span>
          </label>
        ))}
      </Choices>
      <h3 class="part-title">{t(`analyses.ask_${typed.kind}`)}</h3>
      {question.harmOnly ? <p class="hint">{t('analyses.harm_only')}</p> : (
        <Choices id="ask-subject" label={t('hotspots.subject')}>
          {(['harm', 'context'] as const).map((subject, at) => (
            <label class="choice" key={subject}>
              <input type="radio" id={at === 0 ? 'ask-subject' : 'ask-subject-context'} name="ask-subject" checked={typed.subject === subject}
                onChange={() => set({ subject, ...usualWindow(subject, question) })} />
              <span>{t(`hotspots.subject_${subject}`)}<small>{t(`hotspots.subject_${subject}_means`)}</small></span>
            </label>
          ))}
        </Choices>
      )}
      <div class="two">
        <Field id="ask-from" label={t('house.from')} faults={faults}>
          <input id="ask-from" type="date" value={typed.from} onInput={(event) => set({ from: event.currentTarget.value })} />
        </Field>
        <Field id="ask-to" label={t('house.to')} faults={faults}>
          <input id="ask-to" type="date" value={typed.to} onInput={(event) => set({ to: event.currentTarget.value })}
            aria-describedby={describedBy('ask-to', undefined, faults)} />
        </Field>
      </div>
      <p class="hint">{t(question.needsArea ? 'analyses.window_hint_closure' : 'analyses.window_hint')}</p>
      <Where typed={typed} question={question} faults={faults} set={set} />
      {question.parameters.filter(({ further }) => !further).map((parameter) => <Parameters key={parameter.name} parameter={parameter} typed={typed} faults={faults} set={set} />)}
      {harm ? (
        <Choices id="ask-harm" label={t('house.harm_types')} hint={t('house.harm_types_hint')} faults={faults}>
          <Chips name="ask-harm" words="harm_type" options={harmTypes} chosen={typed.harmTypes} change={(next) => set({ harmTypes: next })} />
        </Choices>
      ) : null}
      <Further typed={typed} question={question} faults={faults} set={set} harm={harm} />
      <button type="submit" class="main" id="ask-send" disabled={busy}>{t(busy ? 'hotspots.running' : 'analyses.run')}</button>
    </form>
  );
}

interface PartProps { typed: Typed; question: Question; faults: Fault[]; set: (part: Partial<Typed>) => void }

/** Where to look: everywhere, what the map shows now, or the place that is chosen on it. */
function Where({ typed, question, faults, set }: PartProps) {
  const place = chosenPlace();
  useEffect(() => {
    if (typed.area === 'place' && !place && hotspots.now.value.state === 'ready') set({ area: question.needsArea ? 'map' : 'all' });
  }, [typed.area, place, hotspots.now.value.state]);
  const ways = [...(question.needsArea ? [] : ['all' as const]), ...(place ? ['place' as const] : []), 'map' as const];
  const meaning = { all: t('analyses.area_all_means'), place: place ? nearOf(place) : '', map: t('analyses.area_map_means') };
  return (
    <Choices id="ask-area" label={t('analyses.area')} faults={faults}
      {...(question.needsArea && !place ? { hint: t('analyses.area_hint') } : {})}>
      {ways.map((way, at) => (
        <label class="choice" key={way}>
          <input type="radio" id={at === 0 ? 'ask-area' : `ask-area-${way}`} name="ask-area" checked={typed.area === way} onChange={() => set({ area: way })} />
          <span>{t(`analyses.area_${way}`)}<small>{meaning[way]}</small></span>
        </label>
      ))}
    </Choices>
  );
}

/** What few people change: folded away, and open when something in it is wrong. */
function Further({ typed, question, faults, set, harm }: PartProps & { harm: boolean }) {
  const further = question.parameters.filter((parameter) => parameter.further);
  const wrong = further.some(({ name }) => faults.some(({ field }) => field === `ask-${name}`));
  if (further.length === 0 && !harm) return null;
  return (
    <details class="further" open={wrong}>
      <summary>{t('analyses.further')}</summary>
      <div class="stack">
        {further.map((parameter) => <Parameters key={parameter.name} parameter={parameter} typed={typed} faults={faults} set={set} />)}
        {harm ? (
          <>
            <Choices id="ask-sources" label={t('hotspots.source_kinds')} hint={t('hotspots.source_kinds_hint')} faults={faults}>
              <Chips name="ask-sources" words="source_kind" options={sourceKinds} chosen={typed.sourceKinds} change={(next) => set({ sourceKinds: next })} />
            </Choices>
            <label class="choice">
              <input type="checkbox" id="ask-reports" checked={typed.reports} onChange={() => set({ reports: !typed.reports })} />
              <span>{t('hotspots.include_reports')}<small>{t('hotspots.include_reports_hint')}</small></span>
            </label>
          </>
        ) : null}
      </div>
    </details>
  );
}

function Parameters({ parameter, typed, faults, set }: { parameter: Parameter } & Omit<PartProps, 'question'>) {
  const { name } = parameter;
  const id = `ask-${name}`;
  const value = valueIn(typed, parameter);
  const change = (next: string | boolean): void => set({ values: { ...typed.values, [valueKey(typed.kind, name)]: next } });
  if (parameter.as === 'flag') {
    return (
      <label class="choice">
        <input type="checkbox" id={id} checked={value === true} onChange={() => change(value !== true)} />
        <span>{t(`analyses.p_${name}`)}<small>{t(`analyses.p_${name}_hint`)}</small></span>
      </label>
    );
  }
  if (parameter.as === 'choice') {
    return (
      <Field id={id} label={t(`analyses.p_${name}`)} hint={t(`analyses.p_${name}_hint`)} faults={faults}>
        <select id={id} value={String(value)} onChange={(event) => change(event.currentTarget.value)} aria-describedby={describedBy(id, 'hint', faults)}>
          {parameter.options.map((option) => (
            <option key={option} value={option}>{/^\d+$/.test(option) ? t('analyses.months', { n: Number(option) }) : t(`analyses.o_${option}`)}</option>
          ))}
        </select>
      </Field>
    );
  }
  return (
    <Field id={id} label={t(`analyses.p_${name}`)} hint={`${t(`analyses.p_${name}_hint`)} ${t('analyses.range', { least: number(parameter.least), most: number(parameter.most) })}`} faults={faults}>
      <span class="with-unit">
        <input id={id} class="narrow" inputmode="decimal" value={String(value)} onInput={(event) => change(event.currentTarget.value)}
          aria-describedby={describedBy(id, 'hint', faults)} />
        {parameter.unit ? <span>{t(`analyses.unit_${parameter.unit}`)}</span> : null}
      </span>
    </Field>
  );
}

const fieldOf = (wire: string): string => {
  const name = wire.split('.').pop()?.replace(/\W.*$/, '') ?? '';
  const id = `ask-${{ harmTypes: 'harm', sourceKinds: 'sources', includeHotspotReports: 'reports' }[name] ?? name}`;
  return document.getElementById(id) ? id : '';
};

function areaOf(typed: Typed, question: Question): Area | null {
  if (typed.area === 'place') return (chosenPlace()?.shape as Area | undefined) ?? null;
  const seen = mapBounds.value;
  return (typed.area === 'map' || question.needsArea) && seen ? boxOf(seen) : null;
}

/** The imported months for context, the last whole months for harm. */
function usualWindow(subject: 'harm' | 'context', question: Question): { from: string; to: string } {
  const imported = contextWindow.value;
  if (subject === 'harm' || !imported) return wholeMonths(question.months);
  const last = new Date(Date.UTC(Number(imported.to.slice(0, 4)), Number(imported.to.slice(5, 7)), 0));
  return { from: `${imported.from}-01`, to: last.toISOString().slice(0, 10) };
}

/** The words of what was asked, for the head of an answer. */
export const harmWords = (types: readonly string[] | null | undefined): string =>
  types?.length ? types.map((type) => word('harm_type', type)).join(', ') : t('hotspots.of_all_harm');
