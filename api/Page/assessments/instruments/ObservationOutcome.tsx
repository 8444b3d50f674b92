import type { ObservationFile } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { t } from '../../language/language';
import { Loaded } from '../../shell/Loaded';
import { ObservationChange } from './ObservationChange';

/** What observation says of whether the plan helped; it stands above every count. */
export function ObservationOutcome({ assessment }: { assessment: string }) {
  const { now, again } = useLoaded<ObservationFile>(`/assessments/${assessment}/observations`);
  return (
    <>
      <h4>{t('observation.change')}</h4>
      <Loaded now={now} again={again} rows={1}>{({ changes }) => <ObservationChange changes={changes} level="h5" />}</Loaded>
    </>
  );
}
