import { colour, type Scheme } from '../tokens';

/** Pixels drawn for one map image, twice the size at which it is shown. */
export interface Drawing { id: string; image: ImageData; pixelRatio: 2 }

/** Every pattern and sign of the map, drawn here in the house's colours: nothing is fetched. */
export function drawings(scheme: Scheme): Drawing[] {
  const harm = colour('harm-4', scheme);
  const soft = colour('harm-3', scheme);
  const context = colour('context', scheme);
  const plan = colour('plan', scheme);
  const surface = colour('surface', scheme);
  const incident = colour('incident', scheme);
  const halo = colour('map-halo', scheme);
  const action = colour('action', scheme);
  const line = colour('line-strong', scheme);

  return [
    pattern('pattern-place_repeat', 16, (pen) => { pen.fillStyle = harm; disc(pen, 4, 4, 1.9); disc(pen, 12, 12, 1.9); }),
    pattern('pattern-unknown_children', 18, (pen) => slanted(pen, 18, soft, 2)),
    pattern('pattern-insufficient', 4, () => undefined),
    pattern('pattern-context_only', 16, (pen) => crossed(pen, 16, context, 1.5)),
    pattern('pattern-context-square', 14, (pen) => slanted(pen, 14, context, 1.5)),
    pattern('pattern-being_looked_at', 18, (pen) => slanted(pen, 18, soft, 2)),
    pattern('pattern-plan_in_place', 18, (pen) => level(pen, 18, plan, 2)),
    pattern('pattern-improving', 18, (pen) => chevrons(pen, 18, plan, 2)),
    pattern('pattern-no_current_concern', 4, () => undefined),

    ...cellPatterns(scheme),

    sign('sign-place_repeat', 60, (pen) => { outlined(pen, harm, surface, 4); pen.beginPath(); pen.arc(30, 30, 25, 0, 7); }),
    sign('sign-unknown_children', 64, (pen) => { outlined(pen, surface, soft, 5); diamond(pen, 32, 28); }),
    sign('sign-insufficient', 56, (pen) => {
      outlined(pen, surface, soft, 4); pen.setLineDash([6, 5]); pen.beginPath(); pen.arc(28, 28, 22, 0, 7);
    }),
    sign('sign-context_only', 56, (pen) => { outlined(pen, surface, context, 4); pen.beginPath(); pen.rect(8, 8, 40, 40); }),
    sign('incident-harm', 26, (pen) => { outlined(pen, incident, halo, 4); pen.beginPath(); pen.arc(13, 13, 9, 0, 7); }),
    sign('incident-hotspot_report', 32, (pen) => { outlined(pen, halo, incident, 5); diamond(pen, 16, 12); }),
    sign('space-mark', 44, (pen) => { outlined(pen, 'rgba(0,0,0,0)', action, 6); pen.beginPath(); pen.roundRect(4, 4, 36, 36, 10); }),
    sign('space-mark-ended', 36, (pen) => { outlined(pen, 'rgba(0,0,0,0)', line, 4); pen.setLineDash([8, 5]); pen.beginPath(); pen.roundRect(4, 4, 28, 28, 8); }),
    sign('incident-coarse', 48, (pen) => { outlined(pen, incident, halo, 4); pen.beginPath(); pen.roundRect(4, 4, 40, 40, 8); }),
  ];
}

// What the cells of an analysis are filled with; AnalysisLegend draws the same signs.
function cellPatterns(scheme: Scheme): Drawing[] {
  const harm = colour('harm-4', scheme);
  const cool = colour('cool', scheme);
  return [
    pattern('pattern-cell-none', 4, () => undefined),
    pattern('pattern-cell-sparse', 28, (pen) => { pen.fillStyle = harm; disc(pen, 14, 14, 2); }),
    pattern('pattern-cell-dots', 16, (pen) => { pen.fillStyle = harm; disc(pen, 4, 4, 1.9); disc(pen, 12, 12, 1.9); }),
    pattern('pattern-cell-dense', 10, (pen) => { pen.fillStyle = harm; disc(pen, 5, 5, 2); }),
    pattern('pattern-cell-level', 18, (pen) => level(pen, 18, cool, 2)),
    pattern('pattern-cell-slanted', 18, (pen) => slanted(pen, 18, cool, 1.5)),
    pattern('pattern-cell-upright', 16, (pen) => { pen.strokeStyle = harm; pen.lineWidth = 2; stroke(pen, 8, -2, 8, 18); }),
    pattern('pattern-cell-crosses', 24, (pen) => { pen.strokeStyle = harm; pen.lineWidth = 2.5; stroke(pen, 12, 6, 12, 18); stroke(pen, 6, 12, 18, 12); }),
    pattern('pattern-cell-up', 20, (pen) => chevrons(pen, 20, harm, 2.5)),
    pattern('pattern-cell-down', 20, (pen) => { pen.translate(0, 20); pen.scale(1, -1); chevrons(pen, 20, harm, 2.5); }),
    pattern('pattern-cell-waves', 20, (pen) => crossed(pen, 20, harm, 1.5)),
  ];
}

type Pen = OffscreenCanvasRenderingContext2D;

function pattern(id: string, size: number, draw: (pen: Pen) => void): Drawing {
  return paper(id, size, draw);
}

function sign(id: string, size: number, outline: (pen: Pen) => void): Drawing {
  return paper(id, size, (pen) => { outline(pen); pen.fill(); pen.stroke(); });
}

function paper(id: string, size: number, draw: (pen: Pen) => void): Drawing {
  const pen = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('This browser cannot draw.');
  draw(pen);
  return { id, image: pen.getImageData(0, 0, size, size), pixelRatio: 2 };
}

function outlined(pen: Pen, fill: string, stroke: string, width: number): void {
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
}

function disc(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

function diamond(pen: Pen, middle: number, reach: number): void {
  pen.beginPath();
  pen.moveTo(middle, middle - reach);
  pen.lineTo(middle + reach, middle);
  pen.lineTo(middle, middle + reach);
  pen.lineTo(middle - reach, middle);
  pen.closePath();
}

// Lines reach past the edge, so that the tiles of a pattern join without gaps.
function slanted(pen: Pen, size: number, ink: string, width: number): void {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  for (const shift of [-size, 0, size]) stroke(pen, shift - 2, size + 2, shift + size + 2, -2);
}

function crossed(pen: Pen, size: number, ink: string, width: number): void {
  slanted(pen, size, ink, width);
  for (const shift of [-size, 0, size]) stroke(pen, shift - 2, -2, shift + size + 2, size + 2);
}

function level(pen: Pen, size: number, ink: string, width: number): void {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  stroke(pen, 0, size / 2, size, size / 2);
}

function chevrons(pen: Pen, size: number, ink: string, width: number): void {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(size * 0.2, size * 0.65);
  pen.lineTo(size * 0.5, size * 0.35);
  pen.lineTo(size * 0.8, size * 0.65);
  pen.stroke();
}

function stroke(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
