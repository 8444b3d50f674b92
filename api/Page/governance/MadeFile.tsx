import { useState } from 'preact/hooks';
import { callForFile, hand } from '../http/api';
import type { ExportView } from '../http/contracts';
import { moment, t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';

/** A file that was made and is fetched once, by whoever asked for it. */
export function MadeFile({ made }: { made: ExportView }) {
  const act = useAct('fetch');
  const [fetched, setFetched] = useState(false);
  const fetchFile = (): void => void act.run(async () => {
    const { file } = await callForFile(`/exports/${made.id}/file`);
    hand(file, made.fileName);
    setFetched(true);
  });
  return (
    <>
      <p>{made.fileName}</p>
      <p role="status" class="note-box">{t(fetched ? 'share.fetched' : 'share.fetch_once', { moment: moment(made.expiresAt) })}</p>
      <ErrorSummary faults={act.faults} />
      {fetched ? null : <button type="button" class="main" id="file-fetch" disabled={act.busy} onClick={fetchFile}>{t('share.fetch')}</button>}
    </>
  );
}
