import { useState } from 'preact/hooks';
import { MadeFile } from '../governance/MadeFile';
import { missingIn, nobody, type Recipient, RecipientFields } from '../governance/Recipient';
import { Suppressed } from '../governance/Suppressed';
import { call } from '../http/api';
import type { ExportView, NewReport, ReportPreview } from '../http/contracts';
import { reportFormats } from '../http/vocabulary';
import { language, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Dialog } from '../shell/Dialog';
import { Fact } from '../shell/Fact';
import { Radios } from '../shell/OneOf';

interface Asked extends Recipient { format: string }
const empty: Asked = { format: 'html', ...nobody };

/** A report for one person: who gets it, then what it will hold, then it is made and fetched once. */
export function ReportDialog({ assessment, close }: { assessment: string; close: () => void }) {
  const [reportId, setReportId] = useState<string>(() => crypto.randomUUID());
  const [asked, setAsked] = useState(empty);
  const [preview, setPreview] = useState<ReportPreview | null>(null);
  const [made, setMade] = useState<ExportView | null>(null);
  const act = useAct('report');
  const set = (part: Partial<Asked>): void => setAsked({ ...asked, ...part });
  const body = (): NewReport => ({ ...asked, recipient: asked.recipient.trim(), language: language.peek() }) as NewReport;
  const path = `/assessments/${assessment}/reports/${reportId}`;
  const look = (): void => {
    const missing = missingIn('report', asked);
    if (missing.length > 0) act.setFaults(missing);
    else void act.run(async () => setPreview(await call<ReportPreview>(`${path}/preview`, { method: 'POST', body: body() })));
  };
  const make = (): void => void act.run(async () => setMade(await call<ExportView>(path, { method: 'POST', body: body() })));
  // What was changed after a report was made is another report.
  const back = (): void => { setPreview(null); setReportId(crypto.randomUUID()); };

  if (made) return <Dialog id="report" title={t('share.made')} close={close}><MadeFile made={made} /></Dialog>;
  if (preview) {
    return (
      <ActDialog id="report" title={t('share.preview_title')} act={act} send={make} close={close} button={t('share.make')}
        means={t('share.preview_means', { recipient: asked.recipient, role: word('role', asked.recipientRole), agency: word('agency', asked.recipientAgency) })}>
        <button type="button" class="back start" id="report-back" onClick={back}>{t('house.back')}</button>
        <dl class="facts-list">
          <Fact term={t('report_dialog.parts')}><ul class="plain-list">{preview.parts.map((part) => <li key={part}>{word('report_part', part)}</li>)}</ul></Fact>
          <Fact term={t('share.held_back')}><Suppressed counts={preview.suppressed} /></Fact>
          <Fact term={t('share.agreement')}>{preview.agreement ?? t('share.own_agency')}</Fact>
          <Fact term={t('share.file')}>{preview.fileName}</Fact>
          <Fact term={t('share.marking')}>{preview.marking}</Fact>
        </dl>
        {asked.format === 'pdf' && !preview.pdfPossible ? <p class="note-box">{t('report_dialog.no_pdf')}</p> : null}
        <p class="note-box">{t('share.registered')}</p>
      </ActDialog>
    );
  }

  return (
    <ActDialog id="report" title={t('report_dialog.make')} means={t('report_dialog.means')} act={act} send={look} close={close} button={t('share.preview')}>
      <RecipientFields prefix="report" recipient={asked} set={set} faults={act.faults} />
      <Radios id="report-format" label={t('share.format')} words="export_format" options={reportFormats} chosen={asked.format} faults={act.faults} choose={(format) => set({ format })} />
    </ActDialog>
  );
}
