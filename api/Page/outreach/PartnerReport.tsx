import type { PartnerPreview } from '../http/contracts';
import { sessionColumns } from '../http/vocabulary';
import { clock, moment, number, t, word } from '../language/language';

/** Rows that a screen shows; the file of refused rows holds all of them. */
const shown = 200;

/** What each column is taken for, and the way to say otherwise. One meaning goes to one column: chosen anew, it leaves the other. */
export function PartnerColumns({ preview: { headings, columns, missing }, change }: {
  preview: PartnerPreview; change: (columns: PartnerPreview['columns']) => void;
}) {
  const choose = (at: number, chosen: string): void => {
    const meant = (chosen || null) as PartnerPreview['columns'][number];
    change(columns.map((column, i) => (i === at ? meant : column === meant ? null : column)));
  };
  return (
    <section class="part stack">
      <h2>{t('partner_file.columns')}</h2>
      {missing.length > 0
        ? <p class="note-box" role="status">{t('partner_file.missing', { columns: missing.map((column) => word('session_column', column ?? '')).join(', ') })}</p> : null}
      <div class="two">
        {headings.map((heading, at) => (
          <div class="field" key={at}>
            <label for={`partner-column-${at}`}>{heading ? t('partner_file.column', { heading }) : t('partner_file.column_unnamed', { n: at + 1 })}</label>
            <select id={`partner-column-${at}`} value={columns[at] ?? ''} onChange={(event) => choose(at, event.currentTarget.value)}>
              <option value="">{t('partner_file.leave_out')}</option>
              {sessionColumns.map((column) => <option key={column} value={column}>{word('session_column', column)}</option>)}
            </select>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Each row: how it is understood, or why it is refused. */
export function PartnerReport({ rows }: { rows: PartnerPreview['rows'] }) {
  const first = [...rows.filter(({ state }) => state === 'refused'), ...rows.filter(({ state }) => state !== 'refused')].slice(0, shown);
  return (
    <>
      {rows.length > first.length ? <p class="hint">{t('partner_file.shown', { n: number(first.length) })}</p> : null}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('partner_file.report')}>
        <table class="words">
          <thead><tr>{['row', 'state', 'understood'].map((name) => <th scope="col" key={name}>{t(`partner_file.${name}`)}</th>)}</tr></thead>
          <tbody>
            {first.map(({ row, state, session, problems }) => (
              <tr key={row}>
                <th scope="row">{number(row)}</th>
                <td>{word('partner_row_state', state)}</td>
                <td>
                  {session ? said(session) : null}
                  {session?.notes ? <small>{session.notes}</small> : null}
                  {problems.map(({ column, code, message }) => <p key={`${code}${column ?? ''}`}>{column ? `${column}: ${message}` : message}</p>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const said = ({ startedAt, endedAt, gridReference, place, kind, staff, spokenTo, partner }: NonNullable<PartnerPreview['rows'][number]['session']>): string =>
  t('partner_file.said', {
    times: `${moment(startedAt)}–${clock(endedAt)}`, where: [place, gridReference].filter(Boolean).join(', '), kind: word('outreach_kind', kind),
    staff: number(staff), spokenTo: number(spokenTo), partner: word('agency', partner),
  });
