import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { Receipt } from '../http/contracts';
import { t } from '../language/language';
import { picked, startPicking, type PickedPoint } from '../map/PickPoint';
import { pinText } from '../places/whereText';
import { useAct } from '../shell/act';
import { describedBy, ErrorSummary, Field } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { SheetHandle } from '../shell/Panel';
import { enter, go, sheet } from '../shell/view';
import { may } from '../access/session';
import { emptySession, faultsOfSession, sessionBody } from './session';

/** Writing down an outreach session: where the workers were, from when to when, and how many young people they spoke to. */
export function RecordOutreach() {
  const draft = kept('outreach', emptySession);
  const act = useAct('outreach');
  const [sent, setSent] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...draft.value, ...part }; };
  useEffect(() => {
    sheet.value = 'full';
    return () => { sheet.value = 'half'; picked.value = null; };
  }, []);
  useEffect(() => title.current?.focus(), [sent]);
  useEffect(() => { if (picked.value) set({ point: picked.value }); }, [picked.value]);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const faults = faultsOfSession(now).map(({ field, key }) => ({ field, text: () => t(key) }));
    if (faults.length > 0) return act.setFaults(faults);
    const done = await act.run(() => call<Receipt>(`/outreach/sessions/${now.id}`, { method: 'POST', body: sessionBody(now) }));
    if (!done) return;
    forgetKept('outreach');
    picked.value = null;
    setSent(true);
  };

  return (
    <div class={`panel form sheet-${sheet.value}`}>
      <SheetHandle />
      <div class="tab-body">
        <button type="button" class="back" onClick={() => history.back()}>{t('house.back')}</button>
        <h1 tabIndex={-1} ref={title}>{t(sent ? 'outreach.sent' : 'outreach.new')}</h1>
        {sent ? <Sent another={() => setSent(false)} /> : (
          <form class="stack" onSubmit={(event) => void send(event)} noValidate>
            <p class="note-box">{t('outreach.why')}</p>
            <ErrorSummary faults={act.faults} />
            <Where point={now.point} faults={act.faults} />
            <Line id="outreach-date" label={t('outreach.date')} type="date" width="medium" value={now.date} faults={act.faults} change={(date) => set({ date })} />
            <div class="two">
              <Field id="outreach-startedAt" label={t('outreach.from')} faults={act.faults}>
                <input id="outreach-startedAt" type="time" value={now.from} onInput={(event) => set({ from: event.currentTarget.value })} />
              </Field>
              <Field id="outreach-endedAt" label={t('outreach.to')} faults={act.faults}>
                <input id="outreach-endedAt" type="time" value={now.to} onInput={(event) => set({ to: event.currentTarget.value })} />
              </Field>
            </div>
            <p class="hint">{t('outreach.time_hint')}</p>
            <Line id="outreach-staff" label={t('outreach.staff')} type="number" width="narrow" value={now.staff} faults={act.faults} change={(staff) => set({ staff })} />
            <Line id="outreach-spokenTo" label={t('outreach.spoken_to')} hint={t('outreach.spoken_to_hint')} type="number" width="narrow" value={now.spokenTo}
              faults={act.faults} change={(spokenTo) => set({ spokenTo })} />
            <button type="submit" class="main" disabled={act.busy}>{t(act.busy ? 'house.saving' : 'house.save')}</button>
          </form>
        )}
      </div>
    </div>
  );
}

function Where({ point, faults }: { point: PickedPoint | null; faults: ReturnType<typeof useAct>['faults'] }) {
  return (
    <Field id="outreach-location" label={t('outreach.where')} hint={t('where.pin_hint')} faults={faults}>
      <div class="picked">
        <p role="status">{point ? pinText(point) : t('where.pin_none')}</p>
        <button type="button" id="outreach-location" class="quiet" onClick={() => startPicking(undefined, 'outreach-location')} aria-describedby={describedBy('outreach-location', 'hint', faults)}>
          {t(point ? 'where.pin_change' : 'where.pin_choose')}
        </button>
      </div>
    </Field>
  );
}

function Sent({ another }: { another: () => void }) {
  return (
    <div class="stack">
      <p>{t('outreach.sent_means')}</p>
      <div class="row">
        <button type="button" class="main" onClick={another}>{t('outreach.another')}</button>
        {may('see_outreach') ? <button type="button" class="quiet" onClick={() => enter('outreach')}>{t('outreach.to_list')}</button> : null}
        <button type="button" class="quiet" onClick={() => go('map')}>{t('incidents.to_map')}</button>
      </div>
    </div>
  );
}
