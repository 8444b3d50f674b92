import type { Signal } from '@preact/signals';
import { me } from '../access/session';
import { ageBands, agencies, contextLevels, harmTypes, incidentKinds, infoGrades, sourceKinds, timeConfidences } from '../http/vocabulary';
import { FairWords } from '../language/FairWords';
import { day, moment, t } from '../language/language';
import { KeepingNote } from '../offline/Unlock';
import { Photos } from '../photos/photoParts';
import { When } from '../places/When';
import { whereFields } from '../places/where';
import { Where } from '../places/Where';
import { Chips } from '../shell/Chips';
import { Choices, describedBy, Field, type Fault } from '../shell/Field';
import { Radios, Select } from '../shell/OneOf';
import type { Question } from '../shell/questions';
import { recordedWhere } from './CheckAnswers';
import { makeChildToken } from './childToken';
import type { Draft } from './draft';

interface Writing { draft: Draft; faults: Fault[]; set: (part: Partial<Draft>) => void }

/** The questions about an incident, in their order; `mine` holds the answers. */
export function incidentQuestions(mine: Signal<Draft>, faults: Fault[]): Question[] {
  const now = mine.value;
  const set = (part: Partial<Draft>): void => { mine.value = { ...mine.value, ...part }; };
  return [
    { ...fieldsOf.what, body: () => <What draft={now} faults={faults} set={set} /> },
    { ...fieldsOf.when, body: () => <Times draft={now} faults={faults} set={set} change={(part) => set({ when: { ...mine.value.when, ...part } })} /> },
    {
      ...fieldsOf.where, body: () => (
        <Where where={now.where} faults={faults} set={(part) => set({ where: { ...mine.value.where, ...part } })} recorded={now.recorded ? recordedWhere(now.recorded) : undefined} />
      ),
    },
    ...(now.kind === 'hotspot_report' ? [] : [{ ...fieldsOf.children, body: () => <Children draft={now} faults={faults} set={set} /> }]),
    { ...fieldsOf.known, body: () => <Known draft={now} faults={faults} set={set} /> },
  ];
}

const fieldsOf = {
  what: { title: () => t('questions.what'), fields: /^(kind|harm|context-level)$/ },
  when: { title: () => t('questions.when'), fields: /^(date|to-date|time-|other-day)/ },
  where: { title: () => t('questions.where'), fields: new RegExp(`^(${whereFields})`) },
  children: { title: () => t('questions.children'), fields: /^(token|holder|age|unknown)/ },
  known: { title: () => t('questions.known'), fields: /^(source-kind|info-grade|narrative|photos)/ },
};

/** What stands before the questions: what the form is not, whether it is kept on this device, the session in which it was seen. */
export function BeforeIncident({ draft: { recorded, session }, set }: Omit<Writing, 'faults'>) {
  return (
    <>
      <p class="note-box">{t(recorded ? 'incidents.correct_means' : 'incidents.not_a_referral')}</p>
      <KeepingNote />
      {session ? (
        <div class="note-box">
          <p>{session.day ? t('incidents.seen_in_session_of', { day: day(session.day) }) : t('incidents.seen_in_session')}</p>
          <button type="button" class="quiet" id="not-in-session" onClick={() => set({ session: null })}>{t('incidents.not_in_session')}</button>
        </div>
      ) : null}
    </>
  );
}

function What({ draft: now, faults, set }: Writing) {
  return (
    <>
      <Radios id="kind" label={t(now.recorded ? 'incidents.kind_recorded' : 'incidents.kind')} words="incident_kind" options={incidentKinds} chosen={now.kind} faults={faults}
        means={(kind) => t(`incidents.means_${kind}`)} choose={(kind) => set({ kind })} />
      <Choices id="harm" label={t('incidents.harm')} hint={t('incidents.harm_hint')} faults={faults}>
        <Chips name="harm" words="harm_type" options={harmTypes} chosen={now.harmTypes} change={(next) => set({ harmTypes: next })} />
      </Choices>
      <Select id="context-level" label={t('incidents.context_level')} words="context_level" options={contextLevels} chosen={now.contextLevel}
        faults={faults} choose={(contextLevel) => set({ contextLevel })} />
    </>
  );
}

function Times({ draft: now, faults, set, change }: Writing & { change: (part: Partial<Draft['when']>) => void }) {
  return (
    <>
      {now.recorded ? <p class="hint">{t('incidents.recorded_time', { from: moment(now.recorded.occurredFrom), to: moment(now.recorded.occurredTo) })}</p> : null}
      <When when={now.when} faults={faults} set={change} quick={(timeConfidence) => set({ timeConfidence })} />
      <Radios id="time-confidence" label={t('incidents.time_confidence')} words="time_confidence" options={timeConfidences}
        chosen={now.timeConfidence} faults={faults} choose={(timeConfidence) => set({ timeConfidence })} />
    </>
  );
}

function Known({ draft: now, faults, set }: Writing) {
  return (
    <>
      <Select id="source-kind" label={t('incidents.source')} words="source_kind" options={sourceKinds} chosen={now.sourceKind}
        faults={faults} choose={(sourceKind) => set({ sourceKind })} />
      <Radios id="info-grade" label={t('incidents.info_grade')} words="info_grade" options={infoGrades} chosen={now.infoGrade}
        faults={faults} choose={(infoGrade) => set({ infoGrade })} />
      <label class="choice">
        <input type="checkbox" checked={now.crossBoundary} onChange={() => set({ crossBoundary: !now.crossBoundary })} />
        <span>{t('incidents.cross_boundary')}</span>
      </label>
      <Field id="narrative" label={t('incidents.narrative_label')} hint={t('incidents.narrative_hint')} faults={faults}>
        <textarea id="narrative" rows={6} maxLength={4000} value={now.narrative} onInput={(event) => set({ narrative: event.currentTarget.value })}
          aria-describedby={describedBy('narrative', 'hint', faults)} />
      </Field>
      <FairWords id="narrative" text={now.narrative} reason={now.languageReason} faults={faults}
        onText={(narrative) => set({ narrative })} onReason={(languageReason) => set({ languageReason })} />
      <Photos id="photos" photos={now.photos} faults={faults} already={now.recorded?.photos.length} set={(photos) => set({ photos })} />
    </>
  );
}

function Children({ draft: { children, unknown, recorded }, faults, set }: Writing) {
  const change = (at: number, part: Partial<Draft['children'][number]>): void =>
    set({ children: children.map((child, i) => (i === at ? { ...child, ...part } : child)) });
  const add = (): void => set({ children: [...children, { token: '', holdingAgency: me.value?.agency ?? '', ageBand: '' }] });
  return (
    <>
      <p class="hint">{t('incidents.children_hint')}</p>
      {recorded && (recorded.childrenKnownCount ?? 0) > recorded.children.length
        ? <p class="note-box">{t('incidents.tokens_unseen', { n: (recorded.childrenKnownCount ?? 0) - recorded.children.length })}</p> : null}
      {children.map((child, at) => (
        <fieldset class="child" key={at}>
          <legend>{t('incidents.child', { n: at + 1 })}</legend>
          <Field id={`token-${at}`} label={t('incidents.token')} hint={t('incidents.token_hint')} faults={faults}>
            <div class="with-button">
              <input id={`token-${at}`} autocomplete="off" spellcheck={false} value={child.token}
                onInput={(event) => change(at, { token: event.currentTarget.value })} aria-describedby={describedBy(`token-${at}`, 'hint', faults)} />
              <button type="button" class="quiet" onClick={() => change(at, { token: makeChildToken() })}>{t('incidents.token_make')}</button>
            </div>
          </Field>
          <Select id={`holder-${at}`} label={t('incidents.holder')} words="agency" options={agencies} chosen={child.holdingAgency}
            faults={faults} choose={(holdingAgency) => change(at, { holdingAgency })} />
          <Select id={`age-${at}`} label={t('incidents.age')} words="age_band" options={ageBands} chosen={child.ageBand}
            faults={faults} choose={(ageBand) => change(at, { ageBand })} />
          <button type="button" class="quiet" onClick={() => set({ children: children.filter((_, i) => i !== at) })}>
            {t('incidents.child_remove', { n: at + 1 })}
          </button>
        </fieldset>
      ))}
      <button type="button" class="quiet" id="child-add" onClick={add}>{t('incidents.child_add')}</button>
      <Field id="unknown" label={t('incidents.unknown')} hint={t('incidents.unknown_hint')} faults={faults}>
        <input id="unknown" class="narrow" inputmode="numeric" value={unknown} onInput={(event) => set({ unknown: event.currentTarget.value })}
          aria-describedby={describedBy('unknown', 'hint', faults)} />
      </Field>
    </>
  );
}
