import { useState } from 'preact/hooks';
import { Problem } from '../http/api';
import { merged, type Fields, type Merged } from './merge';

/** What the office holds of a form: its version, and who wrote it where that is told. */
export interface Held { version: number; editedBy?: string; editedAt?: string }

export interface Clash<Form extends Fields> extends Omit<Merged<Form>, 'fields'> { other: Form; editedBy: string | undefined; editedAt: string | undefined }

export interface Merging<Form extends Fields, Row extends Held> {
  fields: Form;
  set: (part: Partial<Form>) => void;
  /** What somebody else changed while this form was open. */
  clash: Clash<Form> | null;
  /** Begins with another row, or with none. */
  begin: (held: Row | null) => void;
  /** Sends under the version that the form began with; false where somebody was faster: then both stand together in the form, to be looked at. */
  save: (send: (version: number) => Promise<unknown>) => Promise<boolean>;
}

/** A form over something that others change too. What nobody else changed is merged by field; what both changed is shown. */
export function useMerging<Form extends Fields, Row extends Held>(first: Row | null, fieldsOf: (row: Row | null) => Form): Merging<Form, Row> {
  const [held, setHeld] = useState(first);
  const [fields, setFields] = useState(() => fieldsOf(first));
  const [clash, setClash] = useState<Clash<Form> | null>(null);
  return {
    fields,
    clash,
    set: (part) => setFields((before) => ({ ...before, ...part })),
    begin: (row) => { setHeld(row); setFields(fieldsOf(row)); setClash(null); },
    save: async (send) => {
      try {
        await send(held?.version ?? 0);
        return true;
      } catch (fault) {
        if (!(fault instanceof Problem) || fault.code !== 'version_stale' || !fault.held) throw fault;
        const row = fault.held as Row;
        const other = fieldsOf(row);
        const put = merged(fieldsOf(held), fields, other);
        setHeld(row);
        setFields(put.fields);
        setClash({ theirs: put.theirs, both: put.both, other, editedBy: row.editedBy, editedAt: row.editedAt });
        return false;
      }
    },
  };
}
