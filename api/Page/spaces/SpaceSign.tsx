import './space-sign.css';

/** How the outline of a space is drawn on the map: colour and line together, each status its own line. */
export function SpaceSign({ look }: { look: string }) {
  return (
    <svg class={`space-sign look-${look}`} viewBox="0 0 40 24" aria-hidden="true" focusable="false">
      <rect x="3" y="3" width="34" height="18" rx="3" />
    </svg>
  );
}
