import { useEffect, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { ActivityView, TallyView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { clock, number, t, word } from '../language/language';
import { draftsNotSaved } from '../offline/drafts';
import { KeepingNote } from '../offline/Unlock';
import { keeping } from '../offline/vault';
import { useAct } from '../shell/act';
import { ErrorSummary, problemText } from '../shell/Field';
import { Loaded } from '../shell/Loaded';
import { nameLanguage } from '../spaces/spaces';
import { addCount, sums } from './counts';
import { titleOf } from './plans';
import { sendCounts, sent, takeBack, unsent } from './tally';
import { tallyKinds } from './words';

/** Whether counts that wait outlast this page. */
const keptHere = (): boolean => keeping.value === 'open' && !draftsNotSaved.value;

const [askAgainAfter, shownBack] = [20_000, 20];

/** Counting on the spot, with one thumb: never who, only how many. */
export function Tallies({ id, back }: { id: string; back: () => void }) {
  const { now, again } = useLoaded<ActivityView>(`/planning/activities/${id}`);
  const [heard, setHeard] = useState(true);
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<void> => {
      await sendCounts();
      try {
        const held = await call<TallyView[]>(`/planning/activities/${id}/tallies`);
        if (gone) return;
        sent.value = { ...sent.peek(), [id]: held };
        setHeard(true);
      } catch {
        if (!gone) setHeard(false);
      }
    };
    const stay = (event: BeforeUnloadEvent): void => { if (unsent.peek().length > 0 && !keptHere()) event.preventDefault(); };
    const asks = (): void => void look();
    void look();
    const timer = window.setInterval(asks, askAgainAfter);
    window.addEventListener('online', asks);
    window.addEventListener('beforeunload', stay);
    return () => {
      gone = true;
      window.clearInterval(timer);
      window.removeEventListener('online', asks);
      window.removeEventListener('beforeunload', stay);
    };
  }, [id]);
  const waiting = unsent.value.filter(({ activity }) => activity === id);
  const all = sums(sent.value[id] ?? [], waiting);
  const add = (kind: string, count: number): void => {
    unsent.value = addCount(unsent.peek(), id, kind, count);
    void sendCounts();
  };
  const activity = valueOf(now);
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      {/* Counting goes on without the plan: a phone that lost the network still counts. */}
      {activity ? <h2 lang={nameLanguage(activity.plan.titleEn, activity.plan.titleCy)}>{titleOf(activity.plan)}</h2> : now.state === 'failed' ? <h2>{t('planning.count')}</h2> : <Loaded now={now} again={again} rows={1}>{() => null}</Loaded>}
      <p>{t('planning.count_means')}</p>
      <StateOfCounts waiting={waiting.length} heard={heard} />
      <ul class="tallies">{tallyKinds.map((kind) => <One key={kind} kind={kind} sum={all[kind] ?? 0} add={(count) => add(kind, count)} />)}</ul>
      {keptHere() ? null : <KeepingNote />}
      <Last id={id} />
    </>
  );
}

/** Honest about what the office has: what waits is on this screen only. */
function StateOfCounts({ waiting, heard }: { waiting: number; heard: boolean }) {
  return (
    <div class={waiting > 0 ? 'note-box' : 'counts-state'} id="counts-state" role="status">
      <p>{waiting > 0 ? t(keptHere() ? 'planning.counts_kept' : 'planning.counts_waiting', { d: number(waiting) }) : heard ? t('planning.counts_sent') : t('planning.counts_unheard')}</p>
      {waiting > 0 ? <button type="button" class="quiet" id="counts-send" onClick={() => void sendCounts()}>{t('planning.counts_send')}</button> : null}
    </div>
  );
}

function One({ kind, sum, add }: { kind: string; sum: number; add: (count: number) => void }) {
  const [typed, setTyped] = useState('');
  const name = word('tally_kind', kind);
  const addTyped = (): void => {
    const count = Number(typed.trim());
    if (!/^\d{1,6}$/.test(typed.trim()) || count < 1) return;
    add(count);
    setTyped('');
  };
  return (
    <li>
      <h3>{name}</h3>
      <p class="sum" id={`sum-${kind}`} aria-label={`${name}: ${number(sum)}`} role="status">{number(sum)}</p>
      <div class="presses">
        <button type="button" class="main" id={`add-${kind}`} aria-label={t('planning.add_one', { kind: name })} onClick={() => add(1)}>+1</button>
        <button type="button" class="quiet" aria-label={t('planning.add_five', { kind: name })} onClick={() => add(5)}>+5</button>
      </div>
      <div class="other-number">
        <div class="with-button">
          <input id={`number-${kind}`} type="text" inputMode="numeric" autocomplete="off" maxLength={6} value={typed} aria-label={t('planning.other_number', { kind: name })} placeholder={t('planning.number')}
            onInput={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') addTyped(); }} />
          <button type="button" class="quiet" id={`put-${kind}`} aria-label={t('planning.add_number', { kind: name })} onClick={addTyped}>{t('planning.add')}</button>
        </div>
      </div>
    </li>
  );
}

/** The person's own counts, newest first, each with a way back. */
function Last({ id }: { id: string }) {
  const act = useAct('count');
  const waiting = unsent.value.filter(({ activity }) => activity === id).map((one) => ({ ...one, mine: true }));
  const own = [...waiting.reverse(), ...(sent.value[id] ?? []).filter(({ mine }) => mine).map((one) => ({ ...one, state: 'sent' as const, problem: null }))].slice(0, shownBack);
  return (
    <section class="part" aria-labelledby="counts-last">
      <h2 id="counts-last">{t('planning.last_counts')}</h2>
      <ErrorSummary faults={act.faults} />
      {own.length === 0 ? <p>{t('planning.last_none')}</p> : (
        <ul class="entries">
          {own.map((one) => {
            const said = t('planning.counted', { time: clock(one.at), count: number(one.count), kind: word('tally_kind', one.kind) });
            return (
              <li key={one.id}>
                <p>{said} {one.state === 'sent' ? null : <span class="state soon">{t(one.state === 'waiting' ? 'planning.not_sent' : 'planning.count_refused')}</span>}</p>
                {one.problem ? <p class="fault">{problemText(one.problem)}</p> : null}
                <div class="entry-acts"><button type="button" class="quiet" disabled={act.busy} aria-label={`${t('planning.take_back')}: ${said}`} onClick={() => void act.run(() => takeBack(id, one.id))}>{t('planning.take_back')}</button></div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
