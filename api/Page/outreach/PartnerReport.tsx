import type { PartnerPreview } from '../http/contracts';
import { sessionColumns } from '../http/vocabulary';
import { clock, moment, number, t, word } from '../language/language';
import { FileColumns } from '../shell/FileColumns';

/** Rows that a screen shows; the file of refused rows holds all of them. */
const shown = 200;

/** What each column is taken for, and the way to say otherwise. */
export function PartnerColumns({ preview: { headings, columns, missing }, change }: {
  preview: PartnerPreview; change: (columns: PartnerPreview['columns']) => void;
}) {
  return (
    <FileColumns headings={headings} columns={columns} options={sessionColumns} words="session_column" prefix="partner-column" change={change}
      missing={missing.length > 0 ? t('partner_file.missing', { columns: missing.map((column) => word('session_column', column ?? '')).join(', ') }) : ''} />
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
