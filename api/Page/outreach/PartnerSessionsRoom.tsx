import { useRef, useState } from 'preact/hooks';
import { may } from '../access/session';
import { call, callForFile, hand, Problem } from '../http/api';
import type { PartnerPreview, PartnerTaken } from '../http/contracts';
import { agencies } from '../http/vocabulary';
import { language, number, t } from '../language/language';
import { base64Of } from '../shell/base64';
import { ChooseFile } from '../shell/ChooseFile';
import { describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { Select } from '../shell/OneOf';
import { enter } from '../shell/view';
import { PartnerColumns, PartnerReport } from './PartnerReport';

/** Largest file that the office takes, in bytes. */
const largest = 5 * 1024 * 1024;

/** A partner's own list of sessions: a file, how it is understood, and what was taken in. Nothing of it is kept in the browser. */
export function PartnerSessionsRoom() {
  const [partner, setPartner] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<PartnerPreview | null>(null);
  const [taken, setTaken] = useState<PartnerTaken | null>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [busy, setBusy] = useState<'' | 'look' | 'take'>('');
  const title = useRef<HTMLHeadingElement>(null);

  const act = async (what: 'look' | 'take', work: (body: object) => Promise<void>, columns = preview?.columns): Promise<void> => {
    if (busy || !file) return;
    setBusy(what);
    setFaults([]);
    try {
      await work({ file: await base64Of(file), partner, textLanguage: language.peek(), columns });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      setFaults(faultsOf(fault, (wire) => ({ partner: 'partner-whose', file: 'partner-file' })[wire] ?? ''));
    } finally {
      setBusy('');
    }
  };
  const look = (columns?: PartnerPreview['columns']): Promise<void> => act('look', async (body) => {
    setPreview(await call<PartnerPreview>('/outreach/partner-uploads/preview', { method: 'POST', body }));
  }, columns);
  const begin = (event: Event): void => {
    event.preventDefault();
    const wrong: Fault[] = [
      ...(partner ? [] : [{ field: 'partner-whose', text: () => t('partner_file.partner_missing') }]),
      ...(!file ? [{ field: 'partner-file', text: () => t('partner_file.file_missing') }]
        : file.size > largest ? [{ field: 'partner-file', text: () => t('problem.upload_too_large', { megabytes: 5 }) }] : []),
    ];
    setFaults(wrong);
    setPreview(null);
    if (wrong.length === 0) void look(undefined);
  };
  const take = (): Promise<void> => act('take', async (body) => {
    setTaken(await call<PartnerTaken>('/outreach/partner-uploads', { method: 'POST', body }));
    window.setTimeout(() => title.current?.focus());
  });
  const refused = (): Promise<void> => act('look', async (body) => {
    const { file: rows, name } = await callForFile('/outreach/partner-uploads/refused', { method: 'POST', body });
    hand(rows, name);
  });
  const another = (): void => { setFile(null); setPreview(null); setTaken(null); setFaults([]); };

  if (taken) {
    return (
      <div class="stack sent">
        <div class="receipt">
          <h2 tabIndex={-1} ref={title}>{t('partner_file.taken')}</h2>
          <p>{t('incidents.sent_reference')}<br /><strong>{taken.uploadId.slice(-8)}</strong></p>
          <p role="status">{countsText(taken.counts)}</p>
        </div>
        <p>{t('partner_file.taken_means')}</p>
        <div class="row">
          {taken.counts.refused > 0 ? <button type="button" class="quiet" onClick={() => void refused()}>{t('partner_file.fetch_refused', { n: number(taken.counts.refused) })}</button> : null}
          {may('see_outreach') ? <button type="button" class="quiet" onClick={() => enter('outreach')}>{t('outreach.to_list')}</button> : null}
          <button type="button" class="main" onClick={another}>{t('partner_file.another')}</button>
        </div>
      </div>
    );
  }

  return (
    <>
      <form class="stack" onSubmit={begin} noValidate>
        <p class="note-box">{t('partner_file.needs')}</p>
        <ErrorSummary faults={faults} />
        <Select id="partner-whose" label={t('partner_file.partner')} words="agency" options={agencies} chosen={partner} faults={faults}
          choose={(next) => { setPartner(next); setPreview(null); }} />
        <Field id="partner-file" label={t('partner_file.file')} hint={t('partner_file.language_hint')} faults={faults}>
          <ChooseFile id="partner-file" accept=".csv,.tsv,.txt,text/csv" chosen={file?.name ?? null} describedBy={describedBy('partner-file', t('partner_file.language_hint'), faults)}
            choose={([one]) => { setFile(one ?? null); setPreview(null); }} />
        </Field>
        <button type="submit" class={preview ? 'quiet start' : 'main start'} disabled={busy !== ''}>{t(busy === 'look' ? 'partner_file.looking' : 'partner_file.look')}</button>
      </form>
      {preview ? (
        <>
          {preview.encoding === 'windows-1252' ? <p class="note-box">{t('partner_file.old_letters')}</p> : null}
          <PartnerColumns preview={preview} change={(columns) => void look(columns)} />
          {preview.missing.length === 0 ? (
            <section class="part stack">
              <h2>{t('partner_file.report')}</h2>
              <p role="status">{countsText(preview.counts)} {t('partner_file.nothing_stored')}</p>
              <div class="row">
                {preview.counts.new > 0 ? (
                  <button type="button" class="main" id="partner-take" disabled={busy !== ''} onClick={() => void take()}>
                    {busy === 'take' ? t('partner_file.taking') : t('partner_file.take', { n: number(preview.counts.new) })}
                  </button>
                ) : null}
                {preview.counts.refused > 0
                  ? <button type="button" class="quiet" id="partner-refused" onClick={() => void refused()}>{t('partner_file.fetch_refused', { n: number(preview.counts.refused) })}</button> : null}
              </div>
              <PartnerReport rows={preview.rows} />
            </section>
          ) : null}
        </>
      ) : null}
    </>
  );
}

const countsText = ({ new: fresh, stored, double, refused }: PartnerPreview['counts']): string =>
  t('partner_file.counts', { new: number(fresh), stored: number(stored), double: number(double), refused: number(refused) });
