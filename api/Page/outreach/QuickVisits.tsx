import { useEffect, useState } from 'preact/hooks';
import { call, Problem } from '../http/api';
import type { OutreachSessionView } from '../http/contracts';
import { loader } from '../http/loadable';
import { t } from '../language/language';
import { listFrom } from '../offline/lists';
import { enqueue } from '../offline/queue';
import { keeping, NotSaved } from '../offline/vault';
import { here } from '../offline/words';
import { loadGazetteer, nearText } from '../places/gazetteer';
import { writeGridReference } from '../places/gridReference';
import { toGrid } from '../places/nationalGrid';
import { emptyWhere } from '../places/where';
import { forgetWithPerson } from '../shell/kept';
import { Loaded } from '../shell/Loaded';
import { problemText } from '../shell/Field';
import { emptySession, sessionBody, sessionForm, timesText, type SessionDraft } from './session';

/** Places offered, and the length of a visit that one press records, in minutes. */
const offered = 5;
const visitMinutes = 15;

/** A place of an earlier visit, as it is kept for an evening without signal: sealed, like all that a person keeps (offline/lists.ts). */
interface Spot { reference: string; lonLat: [number, number]; name: string | null; staff: number }

const visited = loader((signal) => listFrom('visited', async () => spotsOf(await call<OutreachSessionView[]>('/outreach/sessions/mine', { signal }))));
forgetWithPerson(() => visited.clear());

const nameOf = ({ name, reference, lonLat }: Spot): string => name ?? [reference, nearText(lonLat)].filter(Boolean).join(', ');

/** "Visited, no concern" in one press, at a place where the person has been before: somebody looked, and that counts. */
export function QuickVisits() {
  const again = (): void => void visited.load();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void loadGazetteer();
    again();
  }, [keeping.value === 'open']);
  const record = async (spot: Spot): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const draft = visitNow(spot.reference, spot.staff, new Date());
    try {
      const { item, problem } = await enqueue(
        { kind: 'outreach', record: draft.id, path: `/outreach/sessions/${draft.id}`, body: sessionBody(draft), draft, form: sessionForm }, 'quick-visit');
      setSaid(problem ? problemText(problem) : t(item.state === 'received' ? 'outreach.again_received' : 'outreach.again_saved', { place: nameOf(spot), here: here() }));
      if (item.state === 'received') again();
    } catch (fault) {
      if (fault instanceof NotSaved) setSaid(t('offline.not_saved', { here: here() }));
      else if (fault instanceof Problem) setSaid(problemText(fault));
      else throw fault;
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="part">
      <h2>{t('outreach.again_title')}</h2>
      <p class="hint">{t('outreach.again_means', { n: visitMinutes })}</p>
      <p role="status">{said}</p>
      <Loaded now={visited.now.value} again={again}>{(spots) => (spots.length === 0 ? <p class="hint">{t('outreach.again_none')}</p> : (
          <ul class="entries">
            {spots.map((spot) => (
              <li key={spot.reference}>
                <div class="entry-head">
                  <h3>{nameOf(spot)}</h3>
                  <button type="button" class="quiet" disabled={busy} onClick={() => void record(spot)}>{t('outreach.again_press')}<span class="visually-hidden"> {nameOf(spot)}</span></button>
                </div>
              </li>
            ))}
          </ul>
        ))}</Loaded>
    </section>
  );
}

/** The session that one press records: nobody spoken to, nothing that worried anybody. */
function visitNow(gridReference: string, staff: number, ended: Date): SessionDraft {
  const began = new Date(ended.getTime() - visitMinutes * 60_000);
  return {
    ...emptySession(), ...timesText(began, ended), where: { ...emptyWhere(), by: 'grid_ref', gridReference }, kind: 'visit', noConcern: true, staff: String(staff),
  };
}

function spotsOf(sessions: OutreachSessionView[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const { location, staff, detail } of sessions) {
    const lonLat = location.coordinates as [number, number];
    const reference = writeGridReference(...toGrid(lonLat), 10);
    const name = detail?.visits?.find((visit) => visit.name)?.name ?? null;
    if (!spots.has(reference) && spots.size < offered) spots.set(reference, { reference, lonLat, name, staff });
  }
  return [...spots.values()];
}
