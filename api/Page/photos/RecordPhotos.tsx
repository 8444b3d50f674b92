import './photos.css';
import { useEffect, useState } from 'preact/hooks';
import { callForFile, Problem } from '../http/api';
import type { PhotoView } from '../http/contracts';
import { may } from '../access/session';
import { number, t } from '../language/language';
import { problemText } from '../shell/Field';
import { kilobytes } from './draftPhotos';

export interface RecordPhotosProps { photos: PhotoView[] }

/** The photos of a record that the office has, fetched only when the reader asks: each look is written down. */
export function RecordPhotos({ photos }: RecordPhotosProps) {
  const [open, setOpen] = useState(false);
  if (!may('see_photos')) return null;
  const there = photos.filter(({ receivedAt }) => receivedAt !== null);
  const awaited = photos.length - there.length;
  return (
    <div class="record-photos">
      <p>{t('photos.there', { n: there.length, all: photos.length })}{awaited > 0 ? ` ${t('photos.awaited')}` : ''}</p>
      {there.length === 0 ? null : <button type="button" class="quiet show-photos" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'photos.hide' : 'photos.show')}</button>}
      {open ? <ol class="photo-list to-check">{there.map((photo) => <li key={photo.id}><Fetched photo={photo} /></li>)}</ol> : null}
    </div>
  );
}

function Fetched({ photo }: { photo: PhotoView }) {
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    let made: string | null = null;
    callForFile(`/photos/${photo.id}`, { signal: leave.signal }).then(({ file }) => {
      made = URL.createObjectURL(file);
      setAddress(made);
    }, (fault: unknown) => { if (fault instanceof Problem) setProblem(fault); });
    return () => { leave.abort(); if (made) URL.revokeObjectURL(made); };
  }, [photo.id]);
  return (
    <>
      {address ? <img src={address} alt={photo.name} width={photo.width ?? undefined} height={photo.height ?? undefined} /> : <span class="photo-gone" />}
      {problem ? <p class="fault" role="alert">{problemText(problem)}</p> : null}
      <p class="photo-size">{photo.name}<br />{t('photos.size', { kb: number(kilobytes(photo.bytes ?? 0)), width: number(photo.width ?? 0), height: number(photo.height ?? 0) })}</p>
    </>
  );
}
