import { t, word } from '../language/language';

interface Props<Column extends string> {
  headings: string[];
  columns: (Column | null)[];
  /** Members of the vocabulary, and its section in the texts. */
  options: readonly Column[];
  words: string;
  /** What no column holds, in words; empty where nothing is missing. */
  missing: string;
  prefix: string;
  change: (columns: (Column | null)[]) => void;
}

/** What each column of a file is taken for, and the way to say otherwise. One meaning goes to one column: chosen anew, it leaves the other. */
export function FileColumns<Column extends string>({ headings, columns, options, words, missing, prefix, change }: Props<Column>) {
  const choose = (at: number, chosen: string): void => {
    const meant = (chosen || null) as Column | null;
    change(columns.map((column, i) => (i === at ? meant : column === meant ? null : column)));
  };
  return (
    <section class="part stack">
      <h2>{t('partner_file.columns')}</h2>
      {missing ? <p class="note-box" role="status">{missing}</p> : null}
      <div class="filters">
        {headings.map((heading, at) => (
          <div class="field" key={at}>
            <label for={`${prefix}-${at}`}>{heading ? t('partner_file.column', { heading }) : t('partner_file.column_unnamed', { n: at + 1 })}</label>
            <select id={`${prefix}-${at}`} value={columns[at] ?? ''} onChange={(event) => choose(at, event.currentTarget.value)}>
              <option value="">{t('partner_file.leave_out')}</option>
              {options.map((column) => <option key={column} value={column}>{word(words, column)}</option>)}
            </select>
          </div>
        ))}
      </div>
    </section>
  );
}
