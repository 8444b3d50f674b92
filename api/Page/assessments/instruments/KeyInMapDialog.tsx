import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { CollectionView, SafetyMapForm, TakePartForm } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { named, t, word } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct, type Act } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Line } from '../../shell/Line';
import { Loaded } from '../../shell/Loaded';
import { Radios } from '../../shell/OneOf';
import { Tick } from '../../spaces/Tick';
import { answerOf, mapTimes, nothingDrawn, painted, type Drawn, type MapTime, type Marks } from '../../takepart/squares';
import { Squares } from '../../takepart/Squares';
import { inRows, noSquare, read, written, type KeyedSquare } from './keyedMap';
import { OneKeyedSquare } from './OneKeyedSquare';
import '../../takepart/squares.css';

/** A safety map that was drawn on paper, keyed in square by square: by its name on one line, or in the picture. */
export function KeyInMapDialog({ assessment, one, close, done }: { assessment: string; one: CollectionView; close: () => void; done: () => void }) {
  const [id] = useState(() => uuid7());
  const { now, again } = useLoaded<TakePartForm>(`/assessments/${assessment}/collections/${one.id}/form`);
  const [drawn, setDrawn] = useState<Drawn>(nothingDrawn);
  const [code, setCode] = useState('');
  const [without, setWithout] = useState(false);
  const act = useAct('key');
  const send = ({ grid }: SafetyMapForm): void => {
    const map = answerOf(drawn, grid);
    const faults = [
      ...(map.day?.length || map.night?.length ? [] : [{ field: 'key-cell', text: () => t('paper_map.empty') }]),
      ...(code.trim() || without ? [] : [{ field: 'key-code', text: () => t('paper_map.code_missing') }]),
    ];
    if (faults.length > 0) { act.setFaults(faults); return; }
    void act.run(() => call(`/assessments/${assessment}/collections/${one.id}/answers/${id}`, {
      method: 'POST', body: { map, ...(without ? {} : { code: code.trim() }) },
    }).then(done));
  };
  return (
    <Loaded now={now} again={again} rows={4}>{({ map: form }) => (form ? (
      <ActDialog id="key" title={t('paper_map.key_in')} means={t('paper_map.means')} act={act} send={() => send(form)} close={close} button={t('instruments.key_send')}>
        <Sides form={form} drawn={drawn} draw={setDrawn} act={act} />
        <Line id="key-code" label={t('paper_map.code')} hint={t('paper_map.code_hint')} width="medium" max={20} value={without ? '' : code} faults={act.faults} change={(next) => { setCode(next); setWithout(false); }} />
        <Tick id="key-without" label={t('paper_map.no_code')} on={without} flip={() => setWithout(!without)} />
        {without ? <p class="note-box">{t('paper_map.no_code_means')}</p> : null}
      </ActDialog>
    ) : null)}</Loaded>
  );
}

// Both sides of the sheet: one line for the square that is keyed in now, the picture, and what is on it so far.
function Sides({ form: { grid, reasons }, drawn, draw, act }: { form: SafetyMapForm; drawn: Drawn; draw: (next: Drawn) => void; act: Act }) {
  const [time, setTime] = useState<MapTime>('day');
  const [square, setSquare] = useState<KeyedSquare>(noSquare);
  const marks = drawn[time];
  const put = (next: Marks): void => draw({ ...drawn, [time]: next });
  const add = (): void => {
    const what = read(square, grid.cells, reasons);
    if (typeof what === 'string') {
      const field = what === 'not_part' ? 'key-cell' : what === 'no_colour' ? 'key-colour' : 'key-reasons';
      act.setFaults([{ field, text: () => t(`paper_map.${what}`, { n: reasons.length }) }]);
      return;
    }
    act.setFaults([]);
    put({ ...marks, [what.cell]: what.mark });
    // The next square is often of the same colour.
    setSquare({ ...noSquare, colour: square.colour });
    document.getElementById('key-cell')?.focus();
  };
  // What is on the map comes back to be changed; an empty square takes the colour that was chosen.
  const pick = (cell: string): void => {
    const there = marks[cell];
    if (!there && square.colour === '') { setSquare({ ...square, cell }); return; }
    const next = there ? marks : painted(marks, cell, square.colour || null);
    put(next);
    setSquare(written(cell, next[cell]!, reasons));
  };
  return (
    <>
      <Radios id="key-time" label={t('paper_map.time')} words="observation_time" options={mapTimes} chosen={time} faults={[]} choose={(next) => { setTime(next as MapTime); setSquare(noSquare); }} />
      <OneKeyedSquare square={square} reasons={reasons} change={setSquare} add={add} act={act} />
      <Squares id="keyed" grid={grid} label={t('paper_map.picture', { n: Object.keys(marks).length })} colourOf={(cell) => marks[cell]?.colour ?? null} chosen={square.cell.toUpperCase()} pick={pick}
        letter={(colour) => word('safety_letter', colour)} nameOf={({ nameEn, nameCy }) => named(nameEn ?? nameCy ?? '', nameCy ?? nameEn ?? '')} />
      <section class="keyed-squares" aria-labelledby="keyed-title">
        <h3 id="keyed-title" tabIndex={-1}>{t('paper_map.so_far')}</h3>
        {inRows(marks).length === 0 ? <p class="hint">{t('paper_map.nothing')}</p> : (
          <ul class="plain-list">
            {inRows(marks).map(([cell, mark]) => (
              <li key={cell}>
                <span><b>{cell}</b>: {[word('safety_colour', mark.colour), ...mark.reasons.map((reason) => word('safety_reason', reason)),
                  mark.safePlace ? t('safety_map.safe_place') : '', mark.trustedAdult ? t('safety_map.trusted_adult') : ''].filter(Boolean).join(', ')}</span>{' '}
                <button type="button" class="link" onClick={() => { put(painted(marks, cell, null)); document.getElementById('keyed-title')?.focus(); }}>{t('paper_map.take_off', { name: cell })}</button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
