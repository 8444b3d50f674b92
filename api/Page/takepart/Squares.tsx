import type { SafetyMapGrid } from '../http/contracts';
import { columnName, pathOf, placeOf, type SafetyColour } from './squares';

interface SquaresProps {
  /** Tells patterns of two pictures on one page apart. */
  id: string;
  grid: SafetyMapGrid;
  label: string;
  colourOf: (cell: string) => SafetyColour | null;
  /** Hatches squares without a colour: too few to show. */
  hatched?: boolean;
  chosen?: string | null;
  pick?: (cell: string) => void;
  letter: (colour: SafetyColour) => string;
  /** A public name in the reader's language; empty where it is not shown. */
  nameOf: (name: SafetyMapGrid['labels'][number]) => string;
}

/** The squares over the shape of a space: each colour has a letter and a pattern of its own too, so that nobody needs to see the colour. */
export function Squares({ id, grid, label, colourOf, hatched = false, chosen = null, pick, letter, nameOf }: SquaresProps) {
  const { columns, rows, cells, outline } = grid;
  const picked = (event: Event): void => {
    const cell = (event.target as Element).closest('[data-cell]')?.getAttribute('data-cell');
    if (cell) pick?.(cell);
  };
  return (
    <div class="squares-scroll" tabIndex={0} role="group" aria-label={label}>
      <svg class={pick ? 'squares drawn' : 'squares'} viewBox={`-0.8 -0.8 ${columns + 1} ${rows + 1}`} width={(columns + 1) * 40} height={(rows + 1) * 40} role="img" aria-label={label} onClick={picked}>
        <defs>
          <pattern id={`${id}-red`} width="0.25" height="0.25" patternUnits="userSpaceOnUse"><path class="stroke" d="M0,0L0.25,0.25M0.25,0L0,0.25" /></pattern>
          <pattern id={`${id}-amber`} width="0.25" height="0.25" patternUnits="userSpaceOnUse"><path class="stroke" d="M0,0.25L0.25,0" /></pattern>
          <pattern id={`${id}-green`} width="0.25" height="0.25" patternUnits="userSpaceOnUse"><circle class="dot" cx="0.125" cy="0.125" r="0.03" /></pattern>
          <pattern id={`${id}-few`} width="0.2" height="0.2" patternUnits="userSpaceOnUse"><path class="few-stroke" d="M0,0.2L0.2,0" /></pattern>
        </defs>
        {Array.from({ length: columns }, (_, column) => <text key={column} class="axis" x={column + 0.5} y={-0.25}>{columnName(column)}</text>)}
        {Array.from({ length: rows }, (_, row) => <text key={row} class="axis" x={-0.4} y={row + 0.6}>{row + 1}</text>)}
        {cells.map((cell) => {
          const [{ column, row }, colour] = [placeOf(cell), colourOf(cell)];
          return (
            <g key={cell} data-cell={cell}>
              <rect class={`cell ${colour ?? 'none'}`} x={column} y={row} width={1} height={1} />
              {colour || hatched ? <rect class="pattern" x={column} y={row} width={1} height={1} fill={`url(#${id}-${colour ?? 'few'})`} /> : null}
              {colour ? <><circle class="letter-ground" cx={column + 0.5} cy={row + 0.5} r={0.27} /><text class="letter" x={column + 0.5} y={row + 0.65}>{letter(colour)}</text></> : null}
              {chosen === cell ? <rect class="picked" x={column + 0.04} y={row + 0.04} width={0.92} height={0.92} /> : null}
            </g>
          );
        })}
        <path class="outline" d={pathOf(outline)} />
        {grid.labels.map((one) => <text class="name" key={`${one.x} ${one.y}`} x={one.x} y={one.y}>{nameOf(one)}</text>)}
      </svg>
    </div>
  );
}
