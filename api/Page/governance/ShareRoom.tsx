import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { ExportPreview, ExportView, NewExport } from '../http/contracts';
import { exportFormats, exportSubjects, harmTypes, mapFormats } from '../http/vocabulary';
import { language, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { Chips } from '../shell/Chips';
import { Choices, ErrorSummary } from '../shell/Field';
import { Fact } from '../shell/Fact';
import { forgetKept, kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { Radios } from '../shell/OneOf';
import { lastMonths } from '../shell/view';
import { MadeFile } from './MadeFile';
import { missingIn, nobody, type Recipient, RecipientFields } from './Recipient';
import { Suppressed } from './Suppressed';

interface Draft extends Recipient {
  id: string; subject: string; format: string; crs: string;
  from: string; to: string; harmTypes: string[];
}

const empty = (): Draft => ({
  id: crypto.randomUUID(), subject: 'incidents', format: 'csv', crs: '', ...nobody,
  ...lastMonths(12), harmTypes: [],
});

type Step = { at: 'ask' } | { at: 'preview'; preview: ExportPreview } | { at: 'made'; made: ExportView };

/** A file for somebody: what, for whom, what for; then what they will see; only then it is made, and fetched once. */
export function ShareRoom() {
  const [step, setStep] = useState<Step>({ at: 'ask' });
  const draft = kept('share', empty);
  const act = useAct('share');
  const preview = (event: Event): void => {
    event.preventDefault();
    const missing = missingIn('share', draft.value);
    if (missing.length > 0) return act.setFaults(missing);
    void act.run(async () => setStep({ at: 'preview', preview: await call<ExportPreview>(`/exports/${draft.value.id}/preview`, { method: 'POST', body: asExport(draft.value) }) }));
  };
  const make = (): void => void act.run(async () => {
    if (step.at !== 'preview') return;
    const body = { ...asExport(draft.value), promise: step.preview.promise };
    const made = await call<ExportView>(`/exports/${draft.value.id}`, { method: 'POST', body });
    forgetKept('share');
    setStep({ at: 'made', made });
  });
  if (step.at === 'made') return (
    <section class="part">
      <h2>{t('share.made')}</h2>
      <MadeFile made={step.made} />
      <button type="button" class="quiet" onClick={() => setStep({ at: 'ask' })}>{t('share.another')}</button>
    </section>
  );
  if (step.at === 'preview') return <Preview preview={step.preview} draft={draft.value} act={act} make={make} back={() => setStep({ at: 'ask' })} />;
  return <Ask draft={draft.value} set={(part) => { draft.value = { ...draft.value, ...part }; }} act={act} send={preview} />;
}

type Acting = ReturnType<typeof useAct>;

function Ask({ draft, set, act, send }: { draft: Draft; set: (part: Partial<Draft>) => void; act: Acting; send: (event: Event) => void }) {
  const { faults } = act;
  return (
    <form class="part" onSubmit={send} noValidate>
      <ErrorSummary faults={faults} />
      <Radios id="share-subject" label={t('share.subject')} words="export_subject" options={exportSubjects} chosen={draft.subject} faults={faults} choose={(subject) => set({ subject })} />
      {draft.subject === 'incidents' ? (
        <>
          <div class="two">
            <Line id="share-from" label={t('house.from')} type="date" value={draft.from} faults={faults} change={(from) => set({ from })} />
            <Line id="share-to" label={t('house.to')} type="date" value={draft.to} faults={faults} change={(to) => set({ to })} />
          </div>
          <Choices id="share-filter" label={t('house.harm_types')} hint={t('house.harm_types_hint')} faults={faults}>
            <Chips name="share-filter" words="harm_type" options={harmTypes} chosen={draft.harmTypes} change={(next) => set({ harmTypes: next })} />
          </Choices>
        </>
      ) : <p class="hint">{t('share.latest')}</p>}
      <RecipientFields prefix="share" recipient={draft} set={set} faults={faults} />
      <Radios id="share-format" label={t('share.format')} words="export_format" options={exportFormats} chosen={draft.format} faults={faults} choose={(format) => set({ format, crs: usualCrs(format) })} />
      {mapFormats.includes(draft.format) ? (
        <Choices id="share-crs" label={t('share.crs')} faults={faults}>
          {(['CRS84', 'EPSG:27700'] as const).map((crs, at) => (
            <label class="choice" key={crs}>
              <input type="radio" name="share-crs" id={at === 0 ? 'share-crs' : 'share-crs-grid'} checked={draft.crs === crs} onChange={() => set({ crs })} />
              <span>{t(crs === 'CRS84' ? 'share.crs_crs84' : 'share.crs_grid')}
                {crs === 'EPSG:27700' && draft.format === 'geojson' ? <small>{t('share.crs_grid_geojson')}</small> : null}</span>
            </label>
          ))}
        </Choices>
      ) : null}
      <button type="submit" class="main" disabled={act.busy}>{t('share.preview')}</button>
    </form>
  );
}

/** What is usual in a format: metres in a GeoPackage, degrees in GeoJSON; nothing to choose in the others. */
const usualCrs = (format: string): string => (format === 'gpkg' ? 'EPSG:27700' : format === 'geojson' ? 'CRS84' : '');

function asExport({ from, to, harmTypes: types, id: _, crs, ...rest }: Draft): NewExport {
  const midnight = (day: string, later: number): string => {
    const at = new Date(`${day}T00:00`);
    at.setDate(at.getDate() + later);
    return at.toISOString();
  };
  const filter = rest.subject === 'incidents'
    ? { filter: { ...(from ? { from: midnight(from, 0) } : {}), ...(to ? { to: midnight(to, 1) } : {}), ...(types.length > 0 ? { harmTypes: types } : {}) } } : {};
  return { ...rest, recipient: rest.recipient.trim(), language: language.peek(), ...(crs ? { crs } : {}), ...filter } as NewExport;
}

interface PreviewProps { preview: ExportPreview; draft: Draft; act: Acting; make: () => void; back: () => void }

function Preview({ preview, draft, act, make, back }: PreviewProps) {
  return (
    <section class="part">
      <button type="button" class="back start" onClick={back}>{t('house.back')}</button>
      <h2>{t('share.preview_title')}</h2>
      <p>{t('share.preview_means', { recipient: draft.recipient, role: word('role', draft.recipientRole), agency: word('agency', draft.recipientAgency) })}</p>
      <ErrorSummary faults={act.faults} />
      <dl class="facts-list">
        <Fact term={t('share.rows')}>{t('share.rows_count', { n: preview.rows })}{preview.restricted > 0 ? <small>{t('share.restricted', { n: preview.restricted })}</small> : null}</Fact>
        <Fact term={t('share.columns')}><ul class="plain-list columns">{preview.columns.map((column) => <li key={column}>{column}</li>)}</ul></Fact>
        <Fact term={t('share.held_back')}><Suppressed counts={preview.suppressed} /></Fact>
        <Fact term={t('share.agreement')}>{preview.agreement ?? t('share.own_agency')}</Fact>
        <Fact term={t('share.file')}>{preview.fileName}</Fact>
        <Fact term={t('share.marking')}>{preview.marking}</Fact>
        {preview.statement ? <Fact term={t('share.statement')}>{preview.statement}</Fact> : null}
      </dl>
      <p class="note-box">{t('share.registered')}</p>
      <button type="button" class="main" disabled={act.busy} onClick={make}>{t('share.make')}</button>
    </section>
  );
}
