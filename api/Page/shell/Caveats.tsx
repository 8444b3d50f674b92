import { has, t } from '../language/language';

/** What a reader of a result must know; keys that this page has no words for are passed over. */
export function Caveats({ keys }: { keys: string[] }) {
  const known = keys.filter((key) => has(`caveat.${key}`));
  if (known.length === 0) return null;
  return (
    <section class="caveats">
      <h3>{t('hotspots.caveats_title')}</h3>
      <ul>{known.map((key) => <li key={key}>{t(`caveat.${key}`)}</li>)}</ul>
    </section>
  );
}
