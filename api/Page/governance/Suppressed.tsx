import { t, word } from '../language/language';

/** What was held back, by rule; that nothing was is said too. */
export function Suppressed({ counts }: { counts: { [rule: string]: number } }) {
  const rules = Object.entries(counts).filter(([, count]) => count > 0);
  if (rules.length === 0) return <>{t('share.nothing_held_back')}</>;
  return <ul class="plain-list">{rules.map(([rule, n]) => <li key={rule}>{t('share.held_back_line', { rule: word('export_suppressed', rule), count: n })}</li>)}</ul>;
}
