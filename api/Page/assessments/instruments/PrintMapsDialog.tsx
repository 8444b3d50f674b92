import { useState } from 'preact/hooks';
import type { CollectionView } from '../../http/contracts';
import { t } from '../../language/language';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Line } from '../../shell/Line';
import { printMaps } from './mapSheet';

/** Most sheets at once, as the program takes them. */
const mostSheets = 60;

/** Safety maps to be drawn on paper: how many are asked for, because each sheet has a code of its own. */
export function PrintMapsDialog({ assessment, one, close }: { assessment: string; one: CollectionView; close: () => void }) {
  const [sheets, setSheets] = useState('');
  const act = useAct('paper');
  const send = (): void => { void act.run(() => printMaps(assessment, one, Number(sheets)).then(close)); };
  return (
    <ActDialog id="paper" title={t('paper_map.print')} means={t('paper_map.print_means')} act={act} send={send} close={close} button={t('paper_map.print')}>
      <Line id="paper-sheets" label={t('paper_map.sheets')} hint={t('paper_map.sheets_hint', { n: mostSheets })} type="number" width="narrow" max={2} value={sheets} faults={act.faults} change={setSheets} />
    </ActDialog>
  );
}
