/** Dark (true) and light modules, row by row. */
export type Modules = boolean[][];

/** The modules of a text's square code, with enough redundancy for a scratched screen (level M). */
export async function modulesOf(text: string): Promise<Modules> {
  const { default: qrcode } = await import('qrcode-generator');
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const side = code.getModuleCount();
  return Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_, column) => code.isDark(row, column)));
}

/** One path of unit squares, four light modules in from the edge: readers need that margin. */
export const pathOf = (modules: Modules): string => modules
  .flatMap((line, row) => line.flatMap((dark, column) => (dark ? [`M${column + 4} ${row + 4}h1v1h-1z`] : []))).join('');
