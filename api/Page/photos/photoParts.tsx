import { lazy } from '../shell/lazy';
import type { PhotosProps, PhotosToCheckProps } from './Photos';
import type { RecordPhotosProps } from './RecordPhotos';

// A form is written without them, most records have none: what makes and shows photos is a part of its own.

/** The field of photos in a form. */
export const Photos = lazy<PhotosProps>(async () => (await import('./Photos')).Photos);

const Check = lazy<PhotosToCheckProps>(async () => (await import('./Photos')).PhotosToCheck);
const Show = lazy<RecordPhotosProps>(async () => (await import('./RecordPhotos')).RecordPhotos);

/** The photos of a draft once more, before they are sent. */
export const PhotosToCheck = ({ photos }: PhotosToCheckProps) => (photos && photos.length > 0 ? <Check photos={photos} /> : null);

/** The photos of a record that the office has. */
export const RecordPhotos = ({ photos }: RecordPhotosProps) => (photos.length > 0 ? <Show photos={photos} /> : null);
