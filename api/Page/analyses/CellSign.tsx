import type { CellLook } from './cells';

/** A cell as the map draws it: fill, pattern and edge. */
export function CellSign({ look, hexagon = false }: { look: CellLook; hexagon?: boolean }) {
  const outline = hexagon ? 'M20 3 35 11.5V28.5L20 37 5 28.5V11.5Z' : 'M4 4H36V36H4Z';
  const ink = look.fill === 'cool-tint' ? 'cool' : 'violet';
  return (
    <svg class={`cell-sign fill-${look.fill} ink-${ink}`} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path class={`outline ${look.edge}`} d={outline} />
      {pattern(look.pattern)}
    </svg>
  );
}

function pattern(name: string) {
  const dots = (radius: number, ...places: [number, number][]) => places.map(([x, y]) => <circle key={`${x}/${y}`} cx={x} cy={y} r={radius} />);
  switch (name) {
    case 'dots': return dots(2.2, [13, 14], [27, 14], [20, 21], [13, 28], [27, 28]);
    case 'dense': return dots(2, [11, 12], [20, 12], [29, 12], [11, 20], [20, 20], [29, 20], [11, 28], [20, 28], [29, 28]);
    case 'sparse': return dots(2, [20, 20]);
    case 'level': return <path d="M9 15H31M9 25H31" />;
    case 'upright': return <path d="M14 10V30M26 10V30" />;
    case 'slanted': return <path d="M10 26 26 10M14 31 31 14" />;
    case 'crosses': return <path d="M20 12V28M12 20H28" />;
    case 'up': return <path d="M12 24 20 15 28 24" />;
    case 'down': return <path d="M12 16 20 25 28 16" />;
    case 'waves': return <path d="M12 12 28 28M28 12 12 28" />;
    default: return null;
  }
}
