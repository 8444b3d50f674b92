import tokens from './tokens.json' with { type: 'json' };

export type Scheme = 'light' | 'dark';
export type ColourName = keyof typeof tokens.colour.light;

/** A colour of the house in one of its two schemes, as `#rrggbb`. */
export const colour = (name: ColourName, scheme: Scheme): string => tokens.colour[scheme][name];

const properties = (group: string, values: Record<string, string>): string =>
  Object.entries(values).map(([name, value]) => `  --${group}-${name}: ${value};`).join('\n');

/** The tokens as CSS custom properties: the one source of colour, type and spacing for every stylesheet. */
export function tokensAsCss(): string {
  const { colour: schemes, type, space, radius, target, shadow } = tokens;
  return `:root {
  color-scheme: light dark;
  --type-family: '${type.family}', ${type.fallback};
  --type-measure: ${type.measure};
${properties('size', type.size)}
${properties('line-height', type.line)}
${properties('space', space)}
${properties('radius', radius)}
${properties('target', target)}
${properties('shadow', shadow)}
${properties('colour', schemes.light)}
}
@media (prefers-color-scheme: dark) {
:root {
${properties('colour', schemes.dark)}
}
}
`;
}

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
