/** What a column of a list of places can be, in the order in which it is asked. */
export const placeColumns = [
  'name_en', 'name_cy', 'place_type', 'longitude', 'latitude', 'easting', 'northing', 'town_en', 'town_cy', 'id', 'reach_metres',
] as const;

const readAtMost = 65_536;

/** The headings of a table: its first line, with commas, semicolons or tabs between them, whichever are the most. */
export async function headingsOf(file: Blob): Promise<string[]> {
  const text = (await file.slice(0, readAtMost).text()).replace(/^\uFEFF/, '');
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string): number => line.split(sign).length;
  const sign = [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most));
  return [...new Set(cellsOf(line, sign).map((cell) => cell.trim()).filter(Boolean))];
}

// Between quotation marks a sign is a letter, and two marks are one.
function cellsOf(line: string, sign: string): string[] {
  const cells = [''];
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    if (letter === '"') {
      if (quoted && line.charAt(at + 1) === '"') cells[cells.length - 1] += line.charAt(++at);
      else quoted = !quoted;
    } else if (letter === sign && !quoted) {
      cells.push('');
    } else {
      cells[cells.length - 1] += letter;
    }
  }
  return cells;
}
