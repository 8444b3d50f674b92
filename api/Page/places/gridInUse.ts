import { effect } from '@preact/signals';
import { me } from '../access/session';
import { call } from '../http/api';
import type { GridView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { listFrom } from '../offline/lists';
import { keeping } from '../offline/vault';
import { goBy } from './nationalGrid';

/** The way to the National Grid that the office goes, with the shifts of the partnership's area; without a network the one kept here last. */
export const gridInUse = loader(() => listFrom('grid', () => call<GridView>('/reference-data/grid')));

effect(() => { goBy(valueOf(gridInUse.now.value)?.shifts ?? null); });

// With each person anew, as another partnership may have another area; what is kept on a device opens without the office too.
let reader: string | undefined;
effect(() => {
  const person = me.value?.userId ?? (keeping.value === 'open' ? 'kept' : undefined);
  if (!person || person === reader) return;
  reader = person;
  void gridInUse.load();
});
