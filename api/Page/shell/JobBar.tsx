import { signal } from '@preact/signals';
import { cancel, forget, hasEnded, job, jobHeard } from '../http/jobs';
import { has, number, t, word } from '../language/language';

const cancelling = signal(false);

/** How far the work is, with a way to stop it. Said aloud at each step, not at each percent. */
export function JobBar() {
  const view = job.value;
  if (!view) return null;
  const ended = hasEnded(view);
  if (ended) cancelling.value = false;
  const percent = Math.round(view.fraction * 100);
  const problem = view.problem && has(`problem.${view.problem}`) ? t(`problem.${view.problem}`) : t('house.failed');
  const where = Object.values(view.problemFields ?? {}).join(', ');

  return (
    <section class="job" aria-label={t('house.job')}>
      <p class="job-title">
        <strong>{has(`house.job_${view.kind}`) ? t(`house.job_${view.kind}`) : t('house.job')}</strong>
        <span role="status">{ended
          ? `${t(`house.job_${view.state}`)}${view.state === 'failed' ? `: ${problem}${where ? ` (${where})` : ''}` : ''}`
          : !jobHeard.value ? t('house.job_unheard')
            : view.state === 'queued' ? t('house.job_queued') : view.step ? word('job_step', view.step) : t('house.job_running')}</span>
      </p>
      {ended ? null : (
        <div class="job-line">
          <progress max="100" value={percent} aria-label={t('house.job_progress')} />
          <span aria-hidden="true">{number(percent)}%</span>
        </div>
      )}
      {ended
        ? <button type="button" class="quiet" onClick={forget}>{t('house.close')}</button>
        : (
          <button type="button" class="quiet" disabled={cancelling.value}
            onClick={() => { cancelling.value = true; void cancel(view.id).catch(() => { cancelling.value = false; }); }}>
            {t(cancelling.value ? 'house.cancelling' : 'house.cancel')}
          </button>
        )}
    </section>
  );
}
