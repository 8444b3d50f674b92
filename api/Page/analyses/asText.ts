/** A table as text that a spreadsheet takes: tabs between cells, a line for each row. */
export const asText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
