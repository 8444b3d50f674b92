import { may } from '../access/session';
import type { ImportNotice, ImportView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { has, moment, monthText, number, t, word } from '../language/language';
import { Choices } from '../shell/Field';
import { Empty, Refused, Skeleton } from '../shell/States';
import { gazetteer } from '../places/gazetteer';
import { postcodes } from '../places/postcodes';
import { mapBounds, showBounds } from '../map/viewport';
import { contextShown } from '../shell/view';
import {
  boundaries, boundariesRound, boundariesShown, boundarySets, boundsOfContext, boundsOfSet, chosenMonths, context, contextEverywhere, contextMonths, contextType, contextWindow,
  imports, setName,
} from './referenceData';
import { ImportForm } from './ImportForm';

/** Imported data around the harm: shown grey, counted by square, and never said to be harm to children. */
export function ContextPanel() {
  const window = contextWindow.value;
  return (
    <div class="stack">
      <h2>{t('reference_data.title')}</h2>
      <p>{t('reference_data.purpose')}</p>
      {window ? (
        <>
          <label class="choice switch">
            <input type="checkbox" id="show-context" checked={contextShown.value} onChange={() => { contextShown.value = !contextShown.value; }} />
            <span>{t('reference_data.show')}<small>{t('reference_data.show_hint', { from: monthText(window.from), to: monthText(window.to) })}</small></span>
          </label>
          {contextShown.value ? <Summary from={window.from} to={window.to} /> : null}
        </>
      ) : null}
      {boundarySets.value.length > 0 ? <Boundaries /> : null}
      {may('import_reference_data') ? <ImportForm imported={imported} /> : null}
      <Imports />
    </div>
  );
}

function Summary({ from, to }: { from: string; to: string }) {
  const now = context.now.value;
  const again = (): void => void context.load(from, to, contextType.value, contextEverywhere.value);
  if (now.state === 'failed') return <Refused problem={now.problem} again={again} />;
  const summary = valueOf(now);
  if (!summary) return <Skeleton rows={2} />;
  const around = boundsOfContext(summary);
  const seen = mapBounds.value;
  const inView = seen !== null && summary.squares.some(({ point: { coordinates: [lon = 0, lat = 0] } }) =>
    lon > seen[0] && lon < seen[2] && lat > seen[1] && lat < seen[3]);
  return (
    <section class="context-summary" aria-busy={now.state === 'loading'}>
      <div class="two">
        <Month id="context-from" label={t('house.from')} chosen={from} months={contextMonths.value.filter((month) => month <= to)}
          choose={(month) => { chosenMonths.value = { from: month, to }; }} />
        <Month id="context-to" label={t('house.to')} chosen={to} months={contextMonths.value.filter((month) => month >= from)}
          choose={(month) => { chosenMonths.value = { from, to: month }; }} />
      </div>
      <p role="status"><strong>{t('reference_data.total', { n: summary.total })}</strong>{' '}
        {summary.unlocated > 0 ? t('reference_data.unlocated', { n: summary.unlocated }) : ''}{' '}
        {summary.outsideArea > 0 ? t(contextEverywhere.value ? 'reference_data.outside_counted' : 'reference_data.outside', { n: summary.outsideArea }) : ''}</p>
      {summary.outsideArea > 0 || contextEverywhere.value ? (
        <label class="choice">
          <input type="checkbox" id="context-everywhere" checked={contextEverywhere.value} onChange={() => { contextEverywhere.value = !contextEverywhere.value; }} />
          <span>{t('reference_data.everywhere')}</span>
        </label>
      ) : null}
      {around === null ? <p class="note-box">{t('reference_data.nothing_to_draw')}</p> : inView ? null : (
        <div class="note-box">
          <p>{t('reference_data.out_of_view')}</p>
          <button type="button" class="quiet" onClick={() => showBounds(around)}>{t('reference_data.zoom_to_data')}</button>
        </div>
      )}
      {summary.missingMonths.length > 0
        ? <p class="note-box">{t('reference_data.missing_months', { months: summary.missingMonths.map(monthText).join(', ') })}</p> : null}
      <p class="hint">{word('source_precision', summary.sourcePrecision)}</p>
      <div class="field">
        <label for="context-type">{t('reference_data.type')}</label>
        <select id="context-type" value={contextType.value} onChange={(event) => { contextType.value = event.currentTarget.value; }}>
          <option value="">{t('house.all')}</option>
          {[...new Set([contextType.value, ...Object.keys(summary.byType)])].filter(Boolean).sort().map((type) => (
            <option key={type} value={type}>{summary.byType[type] === undefined ? type : `${type} (${number(summary.byType[type])})`}</option>
          ))}
        </select>
      </div>
    </section>
  );
}

function Month({ id, label, chosen, months, choose }: { id: string; label: string; chosen: string; months: string[]; choose: (month: string) => void }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {months.map((month) => <option key={month} value={month}>{monthText(month)}</option>)}
      </select>
    </div>
  );
}

function Boundaries() {
  const now = boundaries.now.value;
  const flip = (set: string): void => {
    const shown = boundariesShown.value;
    boundariesShown.value = shown.includes(set) ? shown.filter((one) => one !== set) : [...shown, set];
  };
  return (
    <Choices id="boundaries" label={t('reference_data.boundaries')}>
      {boundarySets.value.map((set) => {
        const goThere = async (): Promise<void> => {
          await boundsOfSet.load(set);
          const around = valueOf(boundsOfSet.now.peek());
          if (around) showBounds(around);
        };
        return (
          <div class="with-button" key={set}>
            <label class="choice">
              <input type="checkbox" checked={boundariesShown.value.includes(set)} onChange={() => flip(set)} />
              <span>{setName(set)}</span>
            </label>
            {boundariesShown.value.includes(set) ? (
              <button type="button" class="quiet" onClick={() => void goThere()}>
                {t('reference_data.zoom_to')}<span class="visually-hidden"> {set}</span>
              </button>
            ) : null}
          </div>
        );
      })}
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void boundaries.load(boundariesShown.value)} /> : null}
      {boundsOfSet.now.value.state === 'failed' ? <Refused problem={boundsOfSet.now.value.problem} again={() => boundsOfSet.clear()} /> : null}
    </Choices>
  );
}

function Imports() {
  const now = imports.now.value;
  const list = valueOf(now);
  return (
    <section class="stack">
      <h3>{t('reference_data.imports')}</h3>
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void imports.load()} /> : null}
      {!list && now.state !== 'failed' ? <Skeleton rows={2} /> : null}
      {list?.length === 0 ? <Empty title={t('reference_data.none')}><p>{t('reference_data.none_means')}</p></Empty> : null}
      {list?.map((one, at) => <Import key={one.id} view={one} place={at + 1} />)}
    </section>
  );
}

function Import({ view, place }: { view: ImportView; place: number }) {
  return (
    <article class="import">
      <h4>{view.fileName}</h4>
      <p class="hint">{t('reference_data.provenance', { publisher: view.publisher, licence: view.licence, moment: moment(view.importedAt) })}</p>
      {view.notices.map((notice, at) => <p class="note-box" key={at}>{noticeText(notice)}</p>)}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={`${place}. ${t('reference_data.reconciled', { file: view.fileName })}`}>
        <table>
          <thead><tr>
            <th scope="col">{t('reference_data.edition')}</th><th scope="col">{t('reference_data.read')}</th>
            <th scope="col">{t('reference_data.located')}</th><th scope="col">{t('reference_data.unlocated_rows')}</th>
            <th scope="col">{t('reference_data.rejected')}</th>
          </tr></thead>
          <tbody>{view.editions.map((edition) => (
            <tr key={edition.edition}>
              <th scope="row">{edition.edition}</th><td>{number(edition.read)}</td><td>{number(edition.located)}</td>
              <td>{number(edition.unlocated)}</td><td>{number(edition.rejected)}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      <details class="method">
        <summary>{t('reference_data.details')}</summary>
        {view.editions.map((edition) => (
          <p class="hint" key={edition.edition}>{t('reference_data.edition_details', {
            edition: edition.edition, outside: edition.outsideArea, noId: edition.withoutId, reused: edition.reusedIds,
            doubles: edition.exactDuplicates, added: edition.added, removed: edition.removed, changed: edition.changed,
          })}</p>
        ))}
        <p class="hint">{t('reference_data.digest')} <code>{view.fileSha256}</code></p>
      </details>
    </article>
  );
}

// The months that are held have changed: all of them are shown again, and what was drawn is asked for anew.
function imported(): void {
  chosenMonths.value = null;
  context.clear();
  boundaries.clear();
  boundariesRound.value += 1;
  boundariesShown.value = [...boundariesShown.value];
  void imports.load();
  gazetteer.clear();
  postcodes.clear();
}

function noticeText({ code, values }: ImportNotice): string {
  return has(`import_notice.${code}`) ? t(`import_notice.${code}`, values) : Object.values(values).join(', ');
}
