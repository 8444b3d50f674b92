import { effect } from '@preact/signals';
import { me } from '../access/session';
import { call } from '../http/api';
import type { PostcodeList } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { listFrom } from '../offline/lists';
import { keeping } from '../offline/vault';
import { forgetWithPerson } from '../shell/kept';
import { whenWhole } from '../shell/lazy';
import { middleIn, type PostcodeMiddle } from './postcode';

/** All postcodes of the area at once: which one is looked up, nobody learns. Without a network the list that was kept here last. */
export const postcodes = loader(() => listFrom('postcodes', () => call<PostcodeList>('/reference-data/postcodes')));
forgetWithPerson(() => postcodes.clear());

effect(() => {
  if (keeping.value === 'open' && me.value) void whenWhole().then(() => postcodes.load());
});

/** Brings the list once. */
export async function loadPostcodes(): Promise<void> {
  if (postcodes.now.peek().state === 'idle' || postcodes.now.peek().state === 'failed') await postcodes.load();
}

/** Where a postcode lies, written as `LD1 5AA`; null where the list does not hold it, or is not here. */
export const findPostcode = (written: string): PostcodeMiddle | null => middleIn(valueOf(postcodes.now.value), written);
