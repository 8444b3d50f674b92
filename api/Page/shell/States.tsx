import type { ComponentChildren } from 'preact';
import type { Problem } from '../http/api';
import { t } from '../language/language';
import { problemText } from './Field';

/** Grey bars in the shape of what is coming. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{t('house.loading')}</span>
      {Array.from({ length: rows }, (_, row) => <span class="bone" key={row} aria-hidden="true" />)}
    </div>
  );
}

/** Nothing here, why that may be, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="18" /><path d="M15 24h18" /></svg>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** A refusal in words, with a way to try again where that can help. */
export function Refused({ problem, again }: { problem: Problem; again: () => void }) {
  return (
    <div class="refused" role="alert">
      <h3>{problem.code === 'unreachable' ? t('house.offline_title') : t('house.refused_title')}</h3>
      <p>{problemText(problem)}</p>
      {problem.code === 'not_allowed' ? null : <button type="button" class="quiet" onClick={again}>{t('house.again')}</button>}
    </div>
  );
}
