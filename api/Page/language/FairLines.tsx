import type { Fault } from '../shell/Field';
import { Lines } from '../shell/Line';
import { challenged } from './fairRules';
import { FairWords } from './FairWords';
import { t } from './language';

interface FairLinesProps { id: string; label: string; hint?: string; value: string; faults: Fault[]; change: (next: string) => void; max?: number; rows?: number }

/** Several lines with the check of their wording, in a form whose texts share one reason for what must stay. */
export function FairLines({ id, value, change, ...rest }: FairLinesProps) {
  return (
    <>
      <Lines id={id} value={value} change={change} {...rest} />
      <FairWords id={id} text={value} onText={change} />
    </>
  );
}

/** Why challenged wordings of a form's texts must stay; asked where there are some. */
export function KeptWording({ id, texts, reason, faults, change }: { id: string; texts: string[]; reason: string; faults: Fault[]; change: (next: string) => void }) {
  if (!reason && !texts.some(challenged)) return null;
  return <Lines id={id} label={t('language.reason')} hint={t('language.reason_hint')} value={reason} faults={faults} max={500} rows={2} change={change} />;
}
