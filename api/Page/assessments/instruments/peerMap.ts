import { t, word } from '../../language/language';
import { nameOf } from '../../spaces/spaces';
import { said } from '../presenting';
import type { MapEntry } from './peerDrawing';

/** Where a link leads, as it is told. */
export const endOf = (link: NonNullable<MapEntry['link']>): string =>
  link.toLetter ? t('peer_map.group', { letter: link.toLetter }) : link.place ? said(link.place)
    : nameOf(link.spaceNameEn, link.spaceNameCy) || t('peer_map.hidden_space');

/** What a link or a leg says, as a sentence. */
export function sentenceOf({ link, leg }: MapEntry): string {
  if (link) return t(`peer_link.${link.kind}${link.toLetter ? '_group' : ''}`, { group: t('peer_map.group', { letter: link.letter }), to: endOf(link) });
  return leg ? t('peer_map.leg', { from: said(leg.from), to: said(leg.to) }) : '';
}

/** What else is said of a group or a leg, each in its own short sentence. */
export function detailsOf({ group, leg }: MapEntry): string {
  const told = group
    ? [word('group_size', group.size), word('group_meaning', group.meaning), group.ages.length > 0 ? t('peer_map.ages_are', { ages: group.ages.map((age) => word('age_band', age)).join(', ') }) : t('peer_map.ages_not_known')]
    : leg ? [word('route_mode', leg.mode), word('route_time', leg.time), word('route_feeling', leg.feeling)] : [];
  return told.map((one) => `${one}.`).join(' ');
}
