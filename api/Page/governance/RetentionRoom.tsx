import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { ErasureView, RetentionRuleView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, moment, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';

/** How long each class of data is kept, and what was taken away when its time had come. */
export function RetentionRoom() {
  const rules = useLoaded<RetentionRuleView[]>('/governance/retention');
  const gone = useLoaded<ErasureView[]>('/governance/erasures');
  const [changing, setChanging] = useState<RetentionRuleView | null>(null);
  return (
    <>
      <section class="part">
        <h2>{t('retention.rules')}</h2>
        <p>{t('retention.daily')}</p>
        <Loaded now={rules.now} again={rules.again}>{(list) => (
          <ul class="entries">{list.map((rule) => <Rule key={rule.class} rule={rule} change={() => setChanging(rule)} />)}</ul>
        )}</Loaded>
      </section>
      <section class="part">
        <h2>{t('retention.done')}</h2>
        <Loaded now={gone.now} again={gone.again}>{(list) => (list.length === 0 ? <Empty title={t('retention.nothing')} /> : <TakenAway list={list} />)}</Loaded>
      </section>
      {changing ? <Change rule={changing} close={() => setChanging(null)} done={() => { setChanging(null); rules.again(); }} /> : null}
    </>
  );
}

/** Months as they are said: whole years as years. */
const lengthOf = (months: number): string =>
  (months % 12 === 0 ? t('retention.years', { n: months / 12 }) : t('retention.months', { n: months }));

function Rule({ rule, change }: { rule: RetentionRuleView; change: () => void }) {
  return (
    <li>
      <div class="entry-head">
        <h3>{word('retention_class', rule.class)}</h3>
        <span class={rule.setAt ? 'state on' : 'state'}>{lengthOf(rule.months)}</span>
      </div>
      <p>{t(`retention.means_${rule.class}`)}</p>
      {rule.reason ? <p>{t('retention.chosen', { proposed: lengthOf(rule.proposedMonths), reason: rule.reason })}</p> : <p class="hint">{t('retention.proposed')}</p>}
      {rule.enforced ? null : <p class="hint">{t('retention.by_hand')}</p>}
      <div class="entry-acts">
        <button type="button" class="quiet" onClick={change}>{t('house.change')}<span class="visually-hidden"> {word('retention_class', rule.class)}</span></button>
      </div>
    </li>
  );
}

function TakenAway({ list }: { list: ErasureView[] }) {
  // Day by day, because a day's run is one act.
  const days = [...new Set(list.map(({ erasedAt }) => erasedAt.slice(0, 10)))].slice(0, 30);
  return (
    <ul class="entries">
      {days.map((date) => {
        const that = list.filter(({ erasedAt }) => erasedAt.startsWith(date));
        const ordered = that.filter(({ orderedBy }) => orderedBy !== null);
        return (
          <li key={date}>
            <div class="entry-head"><h3>{day(date)}</h3></div>
            <p>
              {[...new Set(that.map(({ kind }) => kind))]
                .map((kind) => t('retention.counted', { what: word('erasure_kind', kind), n: that.filter((one) => one.kind === kind).length })).join(' · ')}
            </p>
            {ordered.map((one) => <p class="hint" key={one.id}>{t('retention.ordered', { user: one.orderedBy ?? '', moment: moment(one.erasedAt), reason: one.reason })}</p>)}
          </li>
        );
      })}
    </ul>
  );
}

function Change({ rule, close, done }: { rule: RetentionRuleView; close: () => void; done: () => void }) {
  const form = `retention ${rule.class}`;
  const draft = kept(form, () => ({ months: String(rule.months), reason: rule.reason ?? '' }));
  const act = useAct('retention');
  const now = draft.value;
  const months = Number(now.months);
  const send = (): void => {
    const missing = [
      ...(Number.isInteger(months) && months > 0 ? [] : [{ field: 'retention-months', text: () => t('people.settings_number') }]),
      ...(now.reason.trim() ? [] : [{ field: 'retention-reason', text: () => t('people.reason_missing') }]),
    ];
    if (missing.length > 0) return act.setFaults(missing);
    void act.run(async () => {
      await call('/governance/retention', { method: 'PUT', body: { class: rule.class, months, reason: now.reason.trim() } });
      forgetKept(form);
      done();
    });
  };
  return (
    <ActDialog id="retention-change" title={word('retention_class', rule.class)} means={t('retention.change_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Line id="retention-months" label={t('retention.months_kept')} hint={t('retention.proposal', { proposed: lengthOf(rule.proposedMonths) })} type="number" width="narrow"
        value={now.months} faults={act.faults} change={(next) => { draft.value = { ...now, months: next }; }} />
      <Lines id="retention-reason" label={t('people.reason')} value={now.reason} faults={act.faults} change={(next) => { draft.value = { ...now, reason: next }; }} />
    </ActDialog>
  );
}
