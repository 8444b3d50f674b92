/** The sign of a class or band: shape, outline and pattern tell it apart without colour. */
export function HotspotSign({ look, step = 2, events }: { look: string; step?: 1 | 2 | 3; events?: string }) {
  return (
    <svg class={`sign ${look} step-${step}`} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      {shape(look)}
      {events ? <text class={events.length > 2 ? 'long-number' : undefined} x="20" y="20" dy="0.36em" text-anchor="middle">{events}</text> : null}
    </svg>
  );
}

function shape(look: string) {
  switch (look) {
    case 'place_repeat': return <circle cx="20" cy="20" r="16" />;
    case 'unknown_children': return <path d="M20 2 38 20 20 38 2 20Z" />;
    case 'insufficient': return <circle cx="20" cy="20" r="15" />;
    case 'context_only': return <rect x="6" y="6" width="28" height="28" />;
    case 'being_looked_at': return <><rect x="4" y="4" width="32" height="32" /><path d="M4 24 24 4M8 36 36 8M24 36 36 24" /></>;
    case 'plan_in_place': return <><rect x="4" y="4" width="32" height="32" /><path d="M4 14h32M4 26h32" /></>;
    case 'improving': return <><rect x="4" y="4" width="32" height="32" /><path d="M11 25l9-9 9 9" /></>;
    default: return <rect x="5" y="5" width="30" height="30" />;
  }
}
