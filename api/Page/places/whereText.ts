import { accuracy, t } from '../language/language';
import type { PickedPoint } from '../map/PickPoint';
import { clusterMetres } from './fix';
import { nearText, placeText } from './gazetteer';
import { writeGridReference } from './gridReference';
import { toGrid } from './nationalGrid';
import { pointOf, type WhereDraft } from './where';

/** A point as it is said: its grid reference, what it lies near, and how exact it is. */
export function pinText({ lonLat, accuracyMetres }: PickedPoint): string {
  const reference = writeGridReference(...toGrid(lonLat), accuracyMetres < 10 ? 1 : accuracyMetres < 100 ? 10 : 100);
  const within = t('where.within', { distance: accuracy(accuracyMetres) });
  const said = [reference, nearText(lonLat), within].filter(Boolean).join(', ');
  return accuracyMetres > clusterMetres ? `${said}. ${t('where.not_clustered')}` : said;
}

/** What has a name, with how far it reaches, and what that means where it is far. */
export function reachText(name: string, metres: number | null | undefined): string {
  if (!metres) return name;
  const said = `${name}, ${t('where.within', { distance: accuracy(metres) })}`;
  return metres > clusterMetres ? `${said}. ${t('where.not_clustered')}` : said;
}

/** The answer in words for the page of answers to check; empty while there is none. */
export function whereText(where: WhereDraft): string {
  const point = pointOf(where);
  if (!point) return '';
  const named = where.by === 'place' ? where.place : where.by === 'space' ? where.space : null;
  const said = named ? reachText(placeText(named), named.reachMetres)
    : where.by === 'postcode' ? reachText(where.postcodeMiddle?.postcode ?? '', point.accuracyMetres)
    : where.by === 'route' ? t('where.route_said', { distance: accuracy(point.accuracyMetres ?? 0), near: nearText(point.lonLat) })
    : pinText({ lonLat: point.lonLat, accuracyMetres: point.accuracyMetres ?? 0 });
  return where.note.trim() ? `${said}\n${where.note.trim()}` : said;
}
