import type { SpaceView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { useLoaded } from '../http/useLoaded';
import { t } from '../language/language';
import { nameOf, show } from '../spaces/spaces';

/** The spaces that it is meant to help, for those who see spaces. */
export function LinkedSpaces({ ids }: { ids: readonly string[] }) {
  const { now } = useLoaded<SpaceView[]>('/spaces');
  const found = (valueOf(now) ?? []).filter(({ id }) => ids.includes(id));
  if (found.length === 0) return null;
  return (
    <>
      <h3>{t('planning.for_spaces')}</h3>
      <ul class="plain-list">{found.map((space) => <li key={space.id}><button type="button" class="link" onClick={() => show(space.id)}>{nameOf(space.nameEn, space.nameCy)}</button></li>)}</ul>
    </>
  );
}
