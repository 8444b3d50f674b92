import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SafetyMapAnswer, SafetyMapForm } from '../http/contracts';
import type { Refused } from './doors';
import { NotSent } from './NotSent';
import { answerOf, columnName, mapTimes, painted, placeOf, safetyColours, type Drawn, type Mark, type Marks, type MapTime, type SafetyColour } from './squares';
import { Squares } from './Squares';
import { type Say, Step } from './TakePart';
import { either, type Language } from './words';
import './squares.css';

const rubOut = 'rub_out';

interface DrawProps {
  form: SafetyMapForm; drawn: Drawn; draw: (next: Drawn) => void; fault: Refused | null; sending: boolean; language: Language; t: Say; send: (map: SafetyMapAnswer) => void; back: () => void;
}

/** Somebody's own map: painted with a finger, or square by square without the picture. It is in memory, and nowhere else. */
export function DrawMap({ form: { grid, reasons }, drawn, draw, fault, sending, language, t, send, back }: DrawProps) {
  const [time, setTime] = useState<MapTime>('day');
  const [brush, setBrush] = useState<SafetyColour | typeof rubOut>('green');
  const [chosen, setChosen] = useState<string | null>(null);
  // Whoever comes to a square without the picture is led to it.
  const [led, setLed] = useState(false);
  const [empty, setEmpty] = useState(false);
  const marks = drawn[time];
  const put = (next: Marks): void => { draw({ ...drawn, [time]: next }); setEmpty(false); };
  const lead = (cell: string): void => { setChosen(cell); setLed(true); };
  const hand = (): void => {
    const map = answerOf(drawn, grid);
    if (map.day?.length || map.night?.length) send(map);
    else setEmpty(true);
  };
  return (
    <Step title={t('safety_map_draw.title')} of={t('title')}>
      <p>{t('safety_map_draw.intro')}</p>
      <form class="draw-page" noValidate onSubmit={(event) => { event.preventDefault(); hand(); }}>
        <fieldset class="brushes">
          <legend>{t('safety_map_draw.time')}</legend>
          {mapTimes.map((one) => <Choice key={one} name="time" label={t(`observation_time.${one}`)} on={time === one} choose={() => { setTime(one); setChosen(null); }} />)}
        </fieldset>
        <fieldset class="brushes">
          <legend>{t('safety_map_draw.brush')}</legend>
          <p class="hint">{t('safety_map_draw.how')}</p>
          {safetyColours.map((one) => (
            <Choice key={one} name="brush" label={t(`safety_colour.${one}`)} on={brush === one} choose={() => setBrush(one)} sign={<span class={`key ${one}`} aria-hidden="true">{t(`safety_letter.${one}`)}</span>} />
          ))}
          <Choice name="brush" label={t('safety_map_draw.rub_out')} on={brush === rubOut} choose={() => setBrush(rubOut)} />
        </fieldset>
        <Squares id="draw" grid={grid} label={t('safety_map_draw.picture', { n: Object.keys(marks).length })} colourOf={(cell) => marks[cell]?.colour ?? null} chosen={chosen}
          pick={(cell) => { put(painted(marks, cell, brush === rubOut ? null : brush)); setChosen(cell); setLed(false); }} letter={(colour) => t(`safety_letter.${colour}`)}
          nameOf={({ nameEn, nameCy }) => either(language, nameEn, nameCy)} />
        <ByList cells={grid.cells} columns={grid.columns} rows={grid.rows} t={t} choose={lead} />
        {chosen ? <OneSquare key={`${time} ${chosen}`} cell={chosen} mark={marks[chosen]} reasons={reasons} led={led} t={t} colour={(colour) => put(painted(marks, chosen, colour))}
          change={(part) => { const held = marks[chosen]; if (held) put({ ...marks, [chosen]: { ...held, ...part } }); }} /> : null}
        <Coloured marks={marks} cells={grid.cells} t={t} choose={lead} />
        {fault ? <NotSent fault={fault} t={t} /> : null}
        {empty ? <p class="fault" role="alert">{t('safety_map_draw.nothing')}</p> : null}
        <div class="ways">
          <button type="submit" class="main" id="map-send" disabled={sending}>{t(sending ? 'sending' : fault ? 'send_again' : 'safety_map_draw.send')}</button>
          <button type="button" class="quiet" onClick={back}>{t('back')}</button>
        </div>
      </form>
    </Step>
  );
}

interface ChoiceProps { name: string; label: string; on: boolean; choose: () => void; sign?: ComponentChildren; type?: 'radio' | 'checkbox'; id?: string }

function Choice({ name, label, on, choose, sign, type = 'radio', id }: ChoiceProps) {
  return <label class="choice"><input type={type} name={name} checked={on} onChange={choose} {...(id ? { id } : {})} />{sign}<span>{label}</span></label>;
}

/** The way to a square with a keyboard, or read aloud: its column and its row. */
function ByList({ cells, columns, rows, t, choose }: { cells: readonly string[]; columns: number; rows: number; t: Say; choose: (cell: string) => void }) {
  const [column, setColumn] = useState(0);
  const [row, setRow] = useState(0);
  const [missing, setMissing] = useState(false);
  const take = (): void => {
    const cell = `${columnName(column)}${row + 1}`;
    setMissing(!cells.includes(cell));
    if (cells.includes(cell)) choose(cell);
  };
  return (
    <details class="by-list">
      <summary>{t('safety_map_draw.by_list')}</summary>
      <label for="map-column">{t('safety_map_draw.column')}</label>
      <select id="map-column" value={column} onChange={(event) => setColumn(Number(event.currentTarget.value))}>
        {Array.from({ length: columns }, (_, at) => <option key={at} value={at}>{columnName(at)}</option>)}
      </select>
      <label for="map-row">{t('safety_map_draw.row')}</label>
      <select id="map-row" value={row} onChange={(event) => setRow(Number(event.currentTarget.value))}>
        {Array.from({ length: rows }, (_, at) => <option key={at} value={at}>{at + 1}</option>)}
      </select>
      <button type="button" class="quiet" id="map-take" onClick={take}>{t('safety_map_draw.take')}</button>
      <p role="status">{missing ? t('safety_map_draw.not_part') : ''}</p>
    </details>
  );
}

interface OneSquareProps {
  cell: string; led: boolean; mark: Mark | undefined; reasons: readonly string[]; t: Say; colour: (next: SafetyColour | null) => void; change: (part: Partial<Mark>) => void;
}

function OneSquare({ cell, led, mark, reasons, t, colour, change }: OneSquareProps) {
  const { column, row } = placeOf(cell);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (led) heading.current?.focus(); }, [led, cell]);
  const flip = (reason: string, held: string[]): string[] => (held.includes(reason) ? held.filter((one) => one !== reason) : [...held, reason]);
  return (
    <section class="one-square" aria-labelledby="square-title">
      <h2 id="square-title" tabIndex={-1} ref={heading}>{t('safety_map_draw.square', { name: cell })}
        <span class="visually-hidden">, {t('safety_map_draw.column')} {columnName(column)}, {t('safety_map_draw.row')} {row + 1}</span></h2>
      <fieldset>
        <legend>{t('safety_map_draw.brush')}</legend>
        {safetyColours.map((one) => (
          <Choice key={one} name="square-colour" label={t(`safety_colour.${one}`)} on={mark?.colour === one} choose={() => colour(one)} sign={<span class={`key ${one}`} aria-hidden="true">{t(`safety_letter.${one}`)}</span>} />
        ))}
      </fieldset>
      {mark ? (
        <>
          <fieldset>
            <legend>{t('safety_map_draw.why')}</legend>
            <p class="hint">{t('safety_map_draw.why_hint')}</p>
            {reasons.map((reason) => <Choice key={reason} type="checkbox" name="square-reason" id={`reason-${reason}`} label={t(`safety_reason.${reason}`)} on={mark.reasons.includes(reason)} choose={() => change({ reasons: flip(reason, mark.reasons) })} />)}
          </fieldset>
          <Choice type="checkbox" name="square-safe" id="square-safe" label={t('safety_map_draw.safe_place')} on={mark.safePlace} choose={() => change({ safePlace: !mark.safePlace })} />
          <Choice type="checkbox" name="square-adult" id="square-adult" label={t('safety_map_draw.trusted_adult')} on={mark.trustedAdult} choose={() => change({ trustedAdult: !mark.trustedAdult })} />
          <button type="button" class="quiet" id="square-rub" onClick={() => colour(null)}>{t('safety_map_draw.rub_out')}</button>
        </>
      ) : <p class="hint">{t('safety_map_draw.uncoloured')}</p>}
    </section>
  );
}

function Coloured({ marks, cells, t, choose }: { marks: Marks; cells: readonly string[]; t: Say; choose: (cell: string) => void }) {
  const coloured = cells.filter((cell) => marks[cell]);
  if (coloured.length === 0) return null;
  return (
    <details>
      <summary>{t('safety_map_draw.coloured')} ({coloured.length})</summary>
      <ul>
        {coloured.map((cell) => (
          <li key={cell}><button type="button" class="link" onClick={() => choose(cell)}>{t('safety_map_draw.square', { name: cell })}</button>: {t(`safety_colour.${marks[cell]!.colour}`)}</li>
        ))}
      </ul>
    </details>
  );
}
