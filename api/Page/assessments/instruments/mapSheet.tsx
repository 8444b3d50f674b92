import type { ComponentChildren } from 'preact';
import { call } from '../../http/api';
import type { CollectionView, PaperSheets, SafetyMapGrid, TakePartForm } from '../../http/contracts';
import { t, word } from '../../language/language';
import { columnName, mapTimes, pathOf, placeOf, safetyColours, type MapTime } from '../../takepart/squares';
import { formOf, inBoth, print, textOf } from './sheets';

type Spoken = 'cy' | 'en';
/** Words of the map's own sheet, which speaks both languages at once: whoever draws takes one sheet, and not the sheet of a language. */
type Words = Record<'title' | 'day' | 'night' | 'square' | 'why' | 'code' | 'strip' | 'names' | 'safe' | 'adult' | 'label' | 'place', string> & { colours: string[]; letters: string[] };

/** Millimetres of an A4 sheet that are left for the squares, beside margins, heading, key, lines and strip. */
const widest = 176, highest = { day: 130, night: 160 } as const;

/** Where somebody deletes their own map by its code, without a link. */
export const deletionAddress = (): string => new URL('take-part.html#delete', document.baseURI).href;

/** Safety maps to be drawn on paper: a sheet that explains, once in each language, then one for each person with a code of its own. */
export async function printMaps(assessment: string, one: CollectionView, sheets: number): Promise<void> {
  const [form, made] = await Promise.all([
    formOf(assessment, one), call<PaperSheets>(`/assessments/${assessment}/collections/${one.id}/sheets`, { method: 'POST', body: { sheets } }),
  ]);
  const map = form.map;
  if (!map) return;
  const help = await inBoth((spoken) => helpOf(form, map.reasons, spoken));
  const [cy, en] = await inBoth((spoken) => wordsOf(form, spoken)) as [Words, Words];
  print(<>{help}{made.codes.map((code) => mapTimes.map((time) => <MapSide key={`${code} ${time}`} grid={map.grid} time={time} code={code} cy={cy} en={en} />))}</>);
}

const wordsOf = (form: TakePartForm, spoken: Spoken): Words => ({
  title: t('safety_map_draw.title'), day: t('observation_time.day'), night: t('observation_time.night'), square: t('map_sheet.square'), why: t('map_sheet.why'),
  code: t('map_sheet.code'), strip: t('map_sheet.strip'), names: t('map_sheet.how_names'), safe: t('map_sheet.safe_place'), adult: t('map_sheet.trusted_adult'),
  label: textOf(spoken, form.labelEn, form.labelCy), place: textOf(spoken, form.placeNameEn, form.placeNameCy),
  colours: safetyColours.map((colour) => word('safety_colour', colour)), letters: safetyColours.map((colour) => word('safety_letter', colour)),
});

// No component: its words would be said when all is drawn, in the language on screen by then.
function helpOf(form: TakePartForm, reasons: readonly string[], spoken: Spoken): ComponentChildren {
  return (
    <section class="paper map-help" lang={spoken} key={spoken}>
      <p class="sheet-place">{textOf(spoken, form.placeNameEn, form.placeNameCy)}</p>
      <h1>{t('map_sheet.help')}</h1>
      <p>{t('map_sheet.promise')}</p>
      <p>{t('map_sheet.how_squares')}</p>
      <h2>{t('map_sheet.colours')}</h2>
      <ul class="map-key">{safetyColours.map((colour) => <li key={colour}><Swatch colour={colour} letter={word('safety_letter', colour)} />{word('safety_colour', colour)}</li>)}</ul>
      <p>{t('map_sheet.how_colours')}</p>
      <h2>{t('map_sheet.reasons')}</h2>
      <ol class="map-reasons">{reasons.map((reason) => <li key={reason}>{word('safety_reason', reason)}</li>)}</ol>
      <p>{t('map_sheet.how_reasons')}</p>
      <p class="map-marks"><Star /><Face />{t('map_sheet.how_marks')}</p>
      <p><strong>{t('map_sheet.how_names')}</strong></p>
      <p>{t('map_sheet.help_code')}</p>
      <p>{t('take_part.talk_young')}</p>
      <p>{t('instruments.give_back')}</p>
      <p class="sheet-small">{textOf(spoken, form.labelEn, form.labelCy)}</p>
    </section>
  );
}

function MapSide({ grid, time, code, cy, en }: { grid: SafetyMapGrid; time: MapTime; code: string; cy: Words; en: Words }) {
  return (
    <section class="paper map-side">
      <h1><Two cy={`${cy.title}: ${cy[time]}`} en={`${en.title}: ${en[time]}`} /></h1>
      {cy.place || en.place ? <p class="sheet-small"><Two cy={cy.place} en={en.place} /></p> : null}
      <ul class="map-key">
        {safetyColours.map((colour, at) => <li key={colour}><Swatch colour={colour} letter={either(cy.letters[at], en.letters[at])} /><span><Two cy={cy.colours[at]} en={en.colours[at]} /></span></li>)}
        <li><Star /><span><Two cy={cy.safe} en={en.safe} /></span></li>
        <li><Face /><span><Two cy={cy.adult} en={en.adult} /></span></li>
      </ul>
      <PaperGrid grid={grid} time={time} />
      <div class="map-lines">
        {[0, 1, 2, 3, 4, 5].map((line) => <p key={line}><span>{either(cy.square, en.square)}</span><i /><span>{either(cy.why, en.why)}</span><i /></p>)}
      </div>
      <div class="map-foot">
        <p class="sheet-small"><Two cy={cy.names} en={en.names} /></p>
        <p class="map-code">{either(cy.code, en.code)}: <b>{code}</b></p>
      </div>
      <p class="sheet-small"><Two cy={cy.label} en={en.label} /></p>
      {time === 'day' ? (
        <div class="map-strip">
          <p class="map-code">{either(cy.code, en.code)}: <b>{code}</b></p>
          <p lang="cy">{cy.strip}</p>
          <p lang="en">{en.strip}</p>
          <p><b>{deletionAddress()}</b></p>
        </div>
      ) : null}
    </section>
  );
}

const either = (cy = '', en = ''): string => (cy === en ? en : `${cy} / ${en}`);

/** Welsh and English on one sheet, each marked as what it is; once where they are the same. */
const Two = ({ cy = '', en = '' }: { cy?: string | undefined; en?: string | undefined }): ComponentChildren =>
  cy === en ? <span>{en}</span> : <><span lang="cy">{cy}</span> <span class="second" lang="en">{en}</span></>;

// Drawn to be drawn on: white squares, each with its name in a corner, as large as the sheet lets them be.
function PaperGrid({ grid: { columns, rows, cells, outline, labels }, time }: { grid: SafetyMapGrid; time: MapTime }) {
  const side = Math.min(widest / (columns + 0.8), highest[time] / (rows + 0.8));
  // A name is 2 mm high, however small the squares are.
  const name = Math.min(0.24, 2 / side), axis = Math.min(0.5, 4 / side);
  return (
    <svg class="paper-grid" viewBox={`-0.7 -0.7 ${columns + 0.8} ${rows + 0.8}`} width={`${(columns + 0.8) * side}mm`} height={`${(rows + 0.8) * side}mm`}>
      {Array.from({ length: columns }, (_, column) => <text key={column} class="axis" font-size={axis} x={column + 0.5} y={-0.2}>{columnName(column)}</text>)}
      {Array.from({ length: rows }, (_, row) => <text key={row} class="axis" font-size={axis} x={-0.35} y={row + 0.6}>{row + 1}</text>)}
      {cells.map((cell) => {
        const { column, row } = placeOf(cell);
        return <g key={cell}><rect x={column} y={row} width={1} height={1} /><text class="cell-name" font-size={name} x={column + 0.04} y={row + name}>{cell}</text></g>;
      })}
      <path class="outline" d={pathOf(outline)} />
      {labels.map((one) => <text class="place-name" key={`${one.x} ${one.y}`} font-size={Math.min(0.34, 3 / side)} x={one.x} y={one.y}>{either(one.nameCy ?? one.nameEn ?? '', one.nameEn ?? one.nameCy ?? '')}</text>)}
    </svg>
  );
}

const patterns: Record<(typeof safetyColours)[number], ComponentChildren> = {
  red: <path d="M0,5L5,0M0,10L10,0M5,10L10,5M0,5L5,10M0,0L10,10M5,0L10,5" />,
  amber: <path d="M0,5L5,0M0,10L10,0M5,10L10,5" />,
  green: <g class="dots">{[2, 5, 8].flatMap((x) => [2, 5, 8].map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r={0.7} />))}</g>,
};

const Swatch = ({ colour, letter }: { colour: (typeof safetyColours)[number]; letter: string }) => (
  <><svg class={`swatch ${colour}`} viewBox="0 0 10 10" aria-hidden="true"><rect width={10} height={10} />{patterns[colour]}</svg><b>{letter}</b></>
);
const Star = () => <svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><path d="M5,0.6L6.3,3.7 9.6,4 7.1,6.1 7.9,9.4 5,7.6 2.1,9.4 2.9,6.1 0.4,4 3.7,3.7Z" /></svg>;
const Face = () => <svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><circle cx={5} cy={5} r={4.4} /><path d="M3.2,3.4v1M6.8,3.4v1M2.8,6.2Q5,8.4 7.2,6.2" /></svg>;
