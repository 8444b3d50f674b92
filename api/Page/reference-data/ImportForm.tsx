import { useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { follow, hasEnded, job } from '../http/jobs';
import { t } from '../language/language';
import { ChooseFile } from '../shell/ChooseFile';
import { Choices, describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { headingsOf, placeColumns } from './headings';
import { importFile } from './referenceData';

/** What can be imported, and the endings of its files. */
const kinds = {
  police_uk: '.csv,.zip,.gz',
  boundaries: '.geojson,.json,.gz,.gpkg',
  open_names: '.csv,.zip,.gz',
  places: '.csv,.geojson,.json,.gz,.gpkg',
  gtfs_stops: '.zip',
  osm_places: '.pbf,.geojson,.gz',
  roads: '.pbf,.geojson,.gz',
} as const;
type Kind = keyof typeof kinds;

/** Sends a file to be imported; a table of places may say which column is what. */
export function ImportForm({ imported }: { imported: () => void }) {
  const [kind, setKind] = useState<Kind>('police_uk');
  const [file, setFile] = useState<File | null>(null);
  const [headings, setHeadings] = useState<string[]>([]);
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [faults, setFaults] = useState<Fault[]>([]);
  const [sending, setSending] = useState(false);
  const busy = sending || (job.value !== null && !hasEnded(job.value));

  const take = async (one: File | undefined): Promise<void> => {
    setFile(one ?? null);
    setColumns({});
    setHeadings(one && /\.csv$/i.test(one.name) ? await headingsOf(one) : []);
  };

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing: Fault[] = file ? [] : [{ field: 'import-file', text: () => t('reference_data.file_missing') }];
    setFaults(missing);
    if (!file) return;
    setSending(true);
    try {
      const said = kind === 'places' ? Object.entries(columns).filter(([, heading]) => heading).map(([column, heading]) => `${column}=${heading}`) : [];
      follow(await importFile(kind, file, said), (last) => { if (last.state === 'succeeded') imported(); });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      setFaults(faultsOf(fault, () => 'import-file'));
    } finally {
      setSending(false);
    }
  };

  return (
    <form class="stack card-soft" onSubmit={(event) => void send(event)} noValidate>
      <h3>{t('reference_data.import')}</h3>
      <ErrorSummary faults={faults} />
      <Choices id="import-kind" label={t('reference_data.kind')}>
        {(Object.keys(kinds) as Kind[]).map((one) => (
          <label class="choice" key={one}>
            <input type="radio" name="import-kind" checked={kind === one} onChange={() => setKind(one)} />
            <span>{t(`reference_data.kind_${one}`)}<small>{t(`reference_data.kind_${one}_hint`)}</small></span>
          </label>
        ))}
      </Choices>
      <Field id="import-file" label={t('reference_data.file')} faults={faults}>
        <ChooseFile id="import-file" accept={kinds[kind]} chosen={file?.name ?? null}
          describedBy={describedBy('import-file', undefined, faults)} choose={([one]) => void take(one)} />
      </Field>
      {kind === 'places' && headings.length > 0
        ? <Columns headings={headings} columns={columns} change={(column, heading) => setColumns({ ...columns, [column]: heading })} /> : null}
      <button type="submit" class="main" disabled={busy}>{t(sending ? 'reference_data.sending' : 'reference_data.start')}</button>
    </form>
  );
}

interface ColumnsProps { headings: string[]; columns: Record<string, string>; change: (column: string, heading: string) => void }

function Columns({ headings, columns, change }: ColumnsProps) {
  return (
    <details class="method" id="import-columns">
      <summary>{t('reference_data.columns')}</summary>
      <p class="hint">{t('reference_data.columns_hint')}</p>
      <div class="two">
        {placeColumns.map((column) => (
          <div class="field" key={column}>
            <label for={`import-column-${column}`}>{t(`reference_data.column_${column}`)}</label>
            <select id={`import-column-${column}`} value={columns[column] ?? ''} onChange={(event) => change(column, event.currentTarget.value)}>
              <option value="">{t('reference_data.column_none')}</option>
              {headings.map((heading) => <option key={heading} value={heading}>{heading}</option>)}
            </select>
          </div>
        ))}
      </div>
    </details>
  );
}
