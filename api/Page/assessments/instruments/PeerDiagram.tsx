import { t } from '../../language/language';
import { said } from '../presenting';
import { dotRadius, draw, drawingSide, type MapEntry } from './peerDrawing';
import { endOf } from './peerMap';

/** Groups and places with what joins them, drawn; the list beside it says the same, by the same letters and numbers. */
export function PeerDiagram({ id, entries, label }: { id: string; entries: readonly MapEntry[]; label: string }) {
  const { dots, lines } = draw(entries, { placeLetter: t('peer_map.place_letter'), endOf, said });
  if (dots.length === 0) return null;
  return (
    <figure class="peer-drawing">
      <svg viewBox={`0 0 ${drawingSide} ${drawingSide}`} role="img" aria-label={`${label}. ${t('peer_map.picture')}`}>
        <defs>
          <marker id={`${id}-arrow`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" /></marker>
        </defs>
        {lines.map((line) => (
          <path key={line.number} d={line.path} class={`joins${line.unverified ? ' unverified' : ''}${line.outOfDate ? ' out-of-date' : ''}`}
            {...(line.journey ? { 'marker-end': `url(#${id}-arrow)` } : {})} />
        ))}
        {lines.map(({ number, x, y }) => (
          <g key={number}><circle cx={x} cy={y} r="11" class="number-ground" /><text x={x} y={y} class="number">{number}</text></g>
        ))}
        {dots.map(({ key, letter, x, y, isGroup }) => (
          <g key={key}>
            {isGroup ? <circle cx={x} cy={y} r={dotRadius} class="group-dot" /> : <rect x={x - dotRadius} y={y - dotRadius} width={2 * dotRadius} height={2 * dotRadius} rx="4" class="place-dot" />}
            <text x={x} y={y} class="letter">{letter}</text>
          </g>
        ))}
      </svg>
      <figcaption>
        <p class="hint">{t('peer_map.drawn')}</p>
        <ul class="plain-list">{dots.filter(({ isGroup }) => !isGroup).map(({ letter, label: place }) => <li key={letter}>{letter}: {place}</li>)}</ul>
      </figcaption>
    </figure>
  );
}
