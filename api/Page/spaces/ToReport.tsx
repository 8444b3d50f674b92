import { useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { showIncident } from '../incidents/incidents';
import { t } from '../language/language';
import { problemText } from '../shell/Field';

/** Leads from a line of a timeline to the report that it tells of. */
export function ToReport({ id }: { id: string }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const follow = (): void => {
    setProblem(null);
    showIncident(id).catch((fault: unknown) => { if (fault instanceof Problem) setProblem(fault); else throw fault; });
  };
  return (
    <>
      <button type="button" class="link" onClick={follow}>{t('spaces.to_report')}</button>
      {problem ? <p class="fault" role="alert">{problemText(problem)}</p> : null}
    </>
  );
}
