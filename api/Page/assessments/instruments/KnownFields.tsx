import { infoGrades, sourceKinds } from '../../http/vocabulary';
import { t } from '../../language/language';
import type { Act } from '../../shell/act';
import type { Fault } from '../../shell/Field';
import { Line } from '../../shell/Line';
import { Radios, Select } from '../../shell/OneOf';

export interface Known { source: string; grade: string; knownOn: string }

/** How an entry is known, how well, and since when. */
export function KnownFields({ prefix, known, change, act }: { prefix: string; known: Known; change: (known: Known) => void; act: Act }) {
  return (
    <>
      <Select id={`${prefix}-source`} label={t('assessments.source')} words="source_kind" options={sourceKinds} chosen={known.source} faults={act.faults} choose={(source) => change({ ...known, source })} />
      <Radios id={`${prefix}-grade`} label={t('assessments.grade')} words="info_grade" options={infoGrades} chosen={known.grade} faults={act.faults} choose={(grade) => change({ ...known, grade })} />
      <Line id={`${prefix}-knownOn`} label={t('guardianship.known_on')} type="date" width="medium" value={known.knownOn} faults={act.faults} change={(knownOn) => change({ ...known, knownOn })} />
    </>
  );
}

/** What is missing of it. */
export const unknown = (prefix: string, { source, grade }: Known): Fault[] => [...(source ? [] : ['source']), ...(grade ? [] : ['grade'])]
  .map((field) => ({ field: `${prefix}-${field}`, text: () => `${t(`assessments.${field}`)}: ${t('problem.field_missing')}` }));
