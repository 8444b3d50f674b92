import type { Signal } from '@preact/signals';
import { ageBands, agencies, outreachKinds, resourceKinds, spokenLanguages } from '../http/vocabulary';
import { FairWords } from '../language/FairWords';
import { t, word } from '../language/language';
import { Photos } from '../photos/photoParts';
import { whereFields } from '../places/where';
import { Where } from '../places/Where';
import { Chips } from '../shell/Chips';
import { Choices, Field, type Fault } from '../shell/Field';
import { Line, Lines } from '../shell/Line';
import { Radios, Select } from '../shell/OneOf';
import type { Question } from '../shell/questions';
import { textsOf, type SessionDraft } from './session';

interface Props {
  draft: SessionDraft;
  set: (part: Partial<SessionDraft>) => void;
  faults: Fault[];
  /** True once the office said that a text may tell who somebody is: then a reason can be given. */
  identifies: boolean;
}

/** The questions about a session, in their order; `mine` holds the answers. What is good about the space is asked before what worries. */
export function sessionQuestions(mine: Signal<SessionDraft>, faults: Fault[], identifies: boolean): Question[] {
  const draft = mine.value;
  const set = (part: Partial<SessionDraft>): void => { mine.value = { ...mine.value, ...part }; };
  return [
    {
      title: () => t('questions.session_where'), fields: new RegExp(`^outreach-(kind|${whereFields})`), body: () => (
        <>
          <Radios id="outreach-kind" label={t('outreach.kind')} words="outreach_kind" options={outreachKinds} chosen={draft.kind} faults={faults} choose={(kind) => set({ kind })} />
          <Where exact prefix="outreach-" where={draft.where} faults={faults} set={(part) => set({ where: { ...mine.value.where, ...part } })} />
        </>
      ),
    },
    { title: () => t('questions.session_when'), fields: /^outreach-(date|startedAt|endedAt)$/, body: () => <Times draft={draft} set={set} faults={faults} /> },
    { title: () => t('questions.session_who'), fields: /^outreach-(staff|partners|spokenTo|age|languages)$/, body: () => <People draft={draft} set={set} faults={faults} /> },
    {
      title: () => t('questions.session_found'), fields: /^outreach-(no-concern|strengths|observations|identifyingReason|photos)/,
      body: () => <Found draft={draft} set={set} faults={faults} identifies={identifies} />,
    },
    {
      title: () => t('questions.session_done'), fields: /^outreach-(resource|diversion|follow-up)/, body: () => (
        <>
          <Given draft={draft} set={set} faults={faults} />
          <Diversions draft={draft} set={set} faults={faults} />
          <FollowUps draft={draft} set={set} faults={faults} />
        </>
      ),
    },
  ];
}

function Times({ draft: now, set, faults }: Part) {
  return (
    <>
      <Line id="outreach-date" label={t('outreach.date')} type="date" width="medium" value={now.date} faults={faults} change={(date) => set({ date })} />
      <div class="two">
        <Field id="outreach-startedAt" label={t('outreach.from')} faults={faults}>
          <input id="outreach-startedAt" type="time" value={now.from} onInput={(event) => set({ from: event.currentTarget.value })} />
        </Field>
        <Field id="outreach-endedAt" label={t('outreach.to')} faults={faults}>
          <input id="outreach-endedAt" type="time" value={now.to} onInput={(event) => set({ to: event.currentTarget.value })} />
        </Field>
      </div>
      <p class="hint">{t('outreach.time_hint')}</p>
    </>
  );
}

function People({ draft: now, set, faults }: Part) {
  return (
    <>
      <Line id="outreach-staff" label={t('outreach.staff')} type="number" width="narrow" value={now.staff} faults={faults} change={(staff) => set({ staff })} />
      <Choices id="outreach-partners" label={t('outreach.partners')} hint={t('house.optional')} faults={faults}>
        <Chips name="outreach-partners" words="agency" options={agencies} chosen={now.partners} change={(partners) => set({ partners })} />
      </Choices>
      <Line id="outreach-spokenTo" label={t('outreach.spoken_to')} hint={t('outreach.spoken_to_hint')} type="number" width="narrow" value={now.spokenTo}
        faults={faults} change={(spokenTo) => set({ spokenTo })} />
      <Choices id="outreach-age" label={t('outreach.age_bands')} hint={t('house.optional')} faults={faults}>
        <Chips name="outreach-age" words="age_band" options={ageBands} chosen={now.ageBands} change={(next) => set({ ageBands: next })} />
      </Choices>
      <Choices id="outreach-languages" label={t('outreach.languages')} hint={t('house.optional')} faults={faults}>
        <Chips name="outreach-languages" words="spoken_language" options={spokenLanguages} chosen={now.languages} change={(languages) => set({ languages })} />
      </Choices>
    </>
  );
}

function Found({ draft: now, set, faults, identifies }: Props) {
  const reason = { reason: now.languageReason, faults, onReason: (languageReason: string): void => set({ languageReason }) };
  return (
    <>
      <label class="choice">
        <input type="checkbox" id="outreach-no-concern" checked={now.noConcern} onChange={() => set({ noConcern: !now.noConcern })} />
        <span>{t('outreach.no_concern')}<small>{t('outreach.no_concern_hint')}</small></span>
      </label>
      <Lines id="outreach-strengths" label={t('outreach.strengths')} hint={t('outreach.strengths_hint')} value={now.strengths} max={2000} faults={faults}
        change={(strengths) => set({ strengths })} />
      <FairWords id="outreach-strengths" text={now.strengths} onText={(strengths) => set({ strengths })} {...reason} />
      <Lines id="outreach-observations" label={t('outreach.observations')} hint={t('outreach.observations_hint')} value={now.observations} max={2000} rows={5}
        faults={faults} change={(observations) => set({ observations })} />
      <FairWords id="outreach-observations" text={now.observations} onText={(observations) => set({ observations })} {...reason} />
      {identifies && textsOf(now).length > 0 ? (
        <Lines id="outreach-identifyingReason" label={t('outreach.identifying_reason')} hint={t('outreach.identifying_hint')} value={now.identifyingReason}
          faults={faults} change={(identifyingReason) => set({ identifyingReason })} />
      ) : null}
      <Photos id="outreach-photos" photos={now.photos} faults={faults} set={(photos) => set({ photos })} />
    </>
  );
}

function Given({ draft: { resources }, set, faults }: Part) {
  return (
    <>
      <h3>{t('outreach.given')}</h3>
      <p class="hint">{t('outreach.given_hint')}</p>
      <div class="two">
        {resourceKinds.map((kind) => (
          <Line key={kind} id={`outreach-resource-${kind}`} label={word('resource_kind', kind)} type="number" width="narrow" value={resources[kind] ?? ''}
            faults={faults} change={(count) => set({ resources: { ...resources, [kind]: count } })} />
        ))}
      </div>
    </>
  );
}

type Part = Pick<Props, 'draft' | 'set' | 'faults'>;

function Diversions({ draft: { diversions }, set, faults }: Part) {
  const change = (at: number, part: Partial<SessionDraft['diversions'][number]>): void =>
    set({ diversions: diversions.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <>
      <h3>{t('outreach.diversions')}</h3>
      <p class="hint">{t('outreach.diversions_hint')}</p>
      {diversions.map(({ count, what }, at) => (
        <fieldset class="child" key={at}>
          <legend>{t('outreach.diversion', { n: at + 1 })}</legend>
          <Line id={`outreach-diversion-count-${at}`} label={t('outreach.diversion_count')} type="number" width="narrow" value={count} faults={faults}
            change={(next) => change(at, { count: next })} />
          <Line id={`outreach-diversion-${at}`} label={t('outreach.diversion_what')} value={what} faults={faults} change={(next) => change(at, { what: next })} />
          <button type="button" class="quiet" onClick={() => set({ diversions: diversions.filter((_, i) => i !== at) })}>{t('outreach.diversion_remove', { n: at + 1 })}</button>
        </fieldset>
      ))}
      <button type="button" class="quiet start" onClick={() => set({ diversions: [...diversions, { count: '1', what: '' }] })}>{t('outreach.diversion_add')}</button>
    </>
  );
}

function FollowUps({ draft: { followUps }, set, faults }: Part) {
  const change = (at: number, part: Partial<SessionDraft['followUps'][number]>): void =>
    set({ followUps: followUps.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <>
      <h3>{t('outreach.follow_ups')}</h3>
      {followUps.map(({ what, owner, due }, at) => (
        <fieldset class="child" key={at}>
          <legend>{t('outreach.follow_up', { n: at + 1 })}</legend>
          <Line id={`outreach-follow-up-${at}`} label={t('outreach.follow_up_what')} max={300} value={what} faults={faults} change={(next) => change(at, { what: next })} />
          <Select id={`outreach-follow-up-owner-${at}`} label={t('outreach.follow_up_owner')} words="agency" options={agencies} chosen={owner} faults={faults}
            choose={(next) => change(at, { owner: next })} />
          <Line id={`outreach-follow-up-due-${at}`} label={t('outreach.follow_up_due')} hint={t('house.optional')} type="date" width="medium" value={due} faults={faults}
            change={(next) => change(at, { due: next })} />
          <button type="button" class="quiet" onClick={() => set({ followUps: followUps.filter((_, i) => i !== at) })}>{t('outreach.follow_up_remove', { n: at + 1 })}</button>
        </fieldset>
      ))}
      <button type="button" class="quiet start" onClick={() => set({ followUps: [...followUps, { what: '', owner: '', due: '' }] })}>{t('outreach.follow_up_add')}</button>
    </>
  );
}
