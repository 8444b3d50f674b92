import { addPhoto, forgetInMemory } from '../offline/photoBox';
import { sha256OfBytes } from '../offline/seal';
import { uuid7 } from '../offline/uuid7';
import { forgetWithPerson } from '../shell/kept';
import type { DraftPhoto } from './draftPhotos';
import { shrink } from './shrink';

forgetWithPerson(forgetInMemory);

/**
 * Makes a photo of a file: drawn anew, and kept.
 * @throws NotAPhoto The file is none.
 * @throws NotSaved There is no room for it here.
 */
export async function photoOf(file: Blob): Promise<DraftPhoto> {
  const { jpeg, width, height } = await shrink(file);
  const id = uuid7();
  const sha256 = await sha256OfBytes(await jpeg.arrayBuffer());
  await addPhoto(id, jpeg);
  return { id, name: '', sha256, bytes: jpeg.size, width, height };
}
