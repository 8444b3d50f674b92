import { useRef, useState } from 'preact/hooks';
import { hand } from '../http/api';
import type { ExportView } from '../http/contracts';
import { type Begun, fetchWhole } from '../http/fetchWhole';
import { moment, t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';

/** A file that was made and is fetched once, by whoever asked for it; where the network goes meanwhile, the rest follows. */
export function MadeFile({ made }: { made: ExportView }) {
  const act = useAct('fetch');
  const [fetched, setFetched] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const begun = useRef<Begun>({ parts: [], length: 0, tag: null, type: '' });
  const fetchFile = (): void => void act.run(async () => {
    hand(await fetchWhole(`/exports/${made.id}/file`, begun.current, setShare), made.fileName);
    setFetched(true);
  });
  return (
    <>
      <p>{made.fileName}</p>
      <p role="status" class="note-box">{t(fetched ? 'share.fetched' : 'share.fetch_once', { moment: moment(made.expiresAt) })}</p>
      {act.busy && share !== null ? <p class="hint">{t('share.fetching', { percent: Math.round(100 * share) })}</p> : null}
      <ErrorSummary faults={act.faults} />
      {fetched ? null : <button type="button" class="main" id="file-fetch" disabled={act.busy} onClick={fetchFile}>{t('share.fetch')}</button>}
    </>
  );
}
