import { useRef, useState } from 'preact/hooks';
import { call, callForFile, hand } from '../http/api';
import type { SiteListPreview, SitesTaken } from '../http/contracts';
import { siteColumns } from '../http/vocabulary';
import { named, number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { base64Of } from '../shell/base64';
import { ChooseFile } from '../shell/ChooseFile';
import { describedBy, ErrorSummary, Field } from '../shell/Field';
import { FileColumns } from '../shell/FileColumns';
import { Taken } from './SitesFromPlaces';

/** Largest file that the office takes, in bytes. */
const largest = 5 * 1024 * 1024;
const shown = 200;

/** A partner's own list of sites: a file, how it is understood, and what was taken in. Nothing of it is kept in the browser. */
export function SitesFromList({ back }: { back: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<SiteListPreview | null>(null);
  const [taken, setTaken] = useState<SitesTaken | null>(null);
  const act = useAct('site-list', (wire) => (wire === 'file' ? 'site-list-file' : ''));
  const title = useRef<HTMLHeadingElement>(null);
  const send = async (work: (body: object) => Promise<void>, columns = preview?.columns): Promise<boolean> =>
    file !== null && act.run(async () => work({ file: await base64Of(file), columns }));
  const look = (columns?: SiteListPreview['columns']): void => void send(async (body) => setPreview(await call<SiteListPreview>('/planning/site-lists/preview', { method: 'POST', body })), columns);
  const begin = (event: Event): void => {
    event.preventDefault();
    setPreview(null);
    if (!file) act.setFaults([{ field: 'site-list-file', text: () => t('partner_file.file_missing') }]);
    else if (file.size > largest) act.setFaults([{ field: 'site-list-file', text: () => t('problem.upload_too_large', { megabytes: 5 }) }]);
    else look(undefined);
  };
  const take = (): void => void send(async (body) => setTaken(await call<SitesTaken>('/planning/site-lists', { method: 'POST', body })));
  const refused = (): void => void send(async (body) => {
    const { file: rows, name } = await callForFile('/planning/site-lists/refused', { method: 'POST', body });
    hand(rows, name);
  });
  if (taken) return <Taken counts={taken.counts} back={back} />;
  const rows = preview ? [...preview.rows.filter(({ state }) => state === 'refused'), ...preview.rows.filter(({ state }) => state !== 'refused')] : [];
  return (
    <>
      <button type="button" class="back start" onClick={back}>{t('planning.all_sites')}</button>
      <form class="stack" onSubmit={begin} noValidate>
        <h2 ref={title}>{t('planning.site_from_list')}</h2>
        <p class="note-box">{t('planning.list_needs')}</p>
        <ErrorSummary faults={act.faults} />
        <Field id="site-list-file" label={t('partner_file.file')} hint={t('planning.list_limit')} faults={act.faults}>
          <ChooseFile id="site-list-file" accept=".csv,.tsv,.txt,text/csv" chosen={file?.name ?? null} describedBy={describedBy('site-list-file', t('planning.list_limit'), act.faults)}
            choose={([one]) => { setFile(one ?? null); setPreview(null); }} />
        </Field>
        <button type="submit" class={preview ? 'quiet start' : 'main start'} id="site-list-look" disabled={act.busy}>{t(act.busy ? 'partner_file.looking' : 'partner_file.look')}</button>
      </form>
      {preview ? (
        <>
          {preview.encoding === 'windows-1252' ? <p class="note-box">{t('partner_file.old_letters')}</p> : null}
          <FileColumns headings={preview.headings} columns={preview.columns} options={siteColumns} words="site_column" prefix="site-column" change={(columns) => look(columns)}
            missing={preview.missing.length > 0 ? t('planning.list_missing', { columns: preview.missing.map((column) => word('site_column', column ?? '')).join(', ') }) : ''} />
          {preview.missing.length > 0 ? null : (
            <section class="part stack">
              <h2>{t('partner_file.report')}</h2>
              <p role="status">{t('partner_file.counts', { new: number(preview.counts.new), stored: number(preview.counts.stored), double: number(preview.counts.double), refused: number(preview.counts.refused) })} {t('partner_file.nothing_stored')}</p>
              <div class="row">
                {preview.counts.new > 0 ? <button type="button" class="main" id="site-list-take" disabled={act.busy} onClick={take}>{t('planning.list_take', { n: number(preview.counts.new) })}</button> : null}
                {preview.counts.refused > 0 ? <button type="button" class="quiet" id="site-list-refused" onClick={refused}>{t('partner_file.fetch_refused', { n: number(preview.counts.refused) })}</button> : null}
              </div>
              {rows.length > shown ? <p class="hint">{t('partner_file.shown', { n: number(shown) })}</p> : null}
              <div class="table-scroll" tabIndex={0} role="region" aria-label={t('partner_file.report')}>
                <table class="words">
                  <thead><tr>{['row', 'state', 'understood'].map((name) => <th scope="col" key={name}>{t(`partner_file.${name}`)}</th>)}</tr></thead>
                  <tbody>{rows.slice(0, shown).map(({ row, state, site, problems }) => (
                    <tr key={row}>
                      <th scope="row">{number(row)}</th><td>{word('partner_row_state', state)}</td>
                      <td>
                        {site ? t('planning.list_said', { name: named(site.nameEn, site.nameCy), where: site.gridReference, kind: word('place_type', site.placeType) }) : null}
                        {problems.map(({ column, code, message }) => <p key={`${code}${column ?? ''}`}>{column ? `${column}: ${message}` : message}</p>)}
                      </td>
                    </tr>
                  ))}</tbody>
                </table>
              </div>
            </section>
          )}
        </>
      ) : null}
    </>
  );
}
