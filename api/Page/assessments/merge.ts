/** A form's fields as they stand in it. */
export type Fields = Readonly<Record<string, string>>;

export interface Merged<Form extends Fields> {
  /** Each field as whoever changed it alone left it; where both did, as it stands here. */
  fields: Form;
  /** Fields that only the other changed: theirs stand now. */
  theirs: (keyof Form)[];
  /** Fields that both changed, differently: the person decides. */
  both: (keyof Form)[];
}

/** Puts together, field by field, what two people made of the same form. Nothing of either is lost without being shown. */
export function merged<Form extends Fields>(before: Form, mine: Form, other: Form): Merged<Form> {
  const names = Object.keys(mine) as (keyof Form)[];
  const changed = (one: Form, name: keyof Form): boolean => one[name]?.trim() !== before[name]?.trim();
  const theirs = names.filter((name) => changed(other, name) && !changed(mine, name));
  const both = names.filter((name) => changed(other, name) && changed(mine, name) && mine[name]?.trim() !== other[name]?.trim());
  return { fields: { ...mine, ...Object.fromEntries(theirs.map((name) => [name, other[name]])) }, theirs, both };
}
