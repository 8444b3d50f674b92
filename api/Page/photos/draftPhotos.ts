import { t } from '../language/language';

/** Most photos of one record. */
export const mostPhotos = 5;

/** A photo in a draft: what it shows in its writer's words, and what is needed to announce it. The picture itself lies in the photo box. */
export interface DraftPhoto { id: string; name: string; sha256: string; bytes: number; width: number; height: number }

/** What a photo is called where its writer said nothing: never the file's own name, which may tell whose phone it was or who is on it. */
export const nameOf = (photo: Pick<DraftPhoto, 'name'>, at: number): string => photo.name.trim() || t('photos.nth', { n: at + 1 });

/** The photos as a record announces them; nothing where there are none. */
export const announced = (photos: DraftPhoto[] | undefined): { photos?: { id: string; name: string; sha256: string; bytes: number }[] } =>
  photos && photos.length > 0 ? { photos: photos.map((photo, at) => ({ id: photo.id, name: nameOf(photo, at), sha256: photo.sha256, bytes: photo.bytes })) } : {};

/** The photos in words, for an answer to check. */
export const photosText = (photos: DraftPhoto[] | undefined): string => (photos ?? []).map(nameOf).join(', ');

/** Size in thousands of bytes, rounded up: a small photo is not nothing. */
export const kilobytes = (bytes: number): number => Math.ceil(bytes / 1_000);
