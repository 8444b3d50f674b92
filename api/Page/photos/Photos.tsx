import './photos.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { number, t } from '../language/language';
import { dropPhotos, photoBytes } from '../offline/photoBox';
import { items } from '../offline/queue';
import { NotSaved } from '../offline/vault';
import { here } from '../offline/words';
import { ChooseFile } from '../shell/ChooseFile';
import type { Fault } from '../shell/Field';
import { kilobytes, mostPhotos, nameOf, type DraftPhoto } from './draftPhotos';
import { NotAPhoto } from './shrink';
import { photoOf } from './takePhoto';

export interface PhotosProps {
  /** Id of the field; the form's own prefix and `photos`. */
  id: string;
  photos: DraftPhoto[] | undefined;
  set: (photos: DraftPhoto[]) => void;
  faults: Fault[];
  /** Photos that the record has already, where it is corrected: they stay. */
  already?: number | undefined;
}

/** Photos of the place: what must not be on one is said before one is chosen. Each is made smaller here and loses what its camera wrote into it. */
export function Photos({ id, photos = [], set, faults, already = 0 }: PhotosProps) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const latest = useRef(photos);
  latest.current = photos;
  const room = mostPhotos - already - photos.length;

  const change = (next: DraftPhoto[]): void => { latest.current = next; set(next); };
  const add = async (files: File[]): Promise<void> => {
    setBusy(true);
    setTrouble(files.length > room ? 'photos.too_many' : null);
    try {
      for (const file of files.slice(0, room)) change([...latest.current, await photoOf(file)]);
    } catch (fault) {
      if (fault instanceof NotAPhoto) setTrouble('photos.not_a_photo');
      else if (fault instanceof NotSaved) setTrouble('photos.no_room');
      else throw fault;
    } finally {
      setBusy(false);
    }
  };
  const remove = (photo: DraftPhoto): void => {
    change(latest.current.filter((one) => one.id !== photo.id));
    // One that a waiting record names is needed until that is written again without it.
    if (!items.peek().some((item) => item.photos?.some(({ id: named }) => named === photo.id))) void dropPhotos([photo.id]);
    document.getElementById(id)?.focus();
  };
  const said = [...faults.filter(({ field }) => field === id).map(({ text }) => text()), ...(trouble ? [t(trouble, { here: here(), n: mostPhotos })] : [])];

  return (
    <section class="photos" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('photos.title')}</h2>
      <div class="note-box" id={`${id}-warning`}>
        <p><strong>{t('photos.warning')}</strong></p>
        <p>{t('photos.means')}</p>
      </div>
      {already > 0 ? <p class="hint">{t('photos.already', { n: already })}</p> : null}
      <div class="field">
        <p class="hint" id={`${id}-hint`}>{t('photos.choose_hint', { n: mostPhotos })}</p>
        {said.map((text) => <p class="fault" role="alert" key={text}>{text}</p>)}
        <ChooseFile id={id} label={t('photos.choose')} accept="image/*" multiple disabled={busy || room <= 0} describedBy={`${id}-warning ${id}-hint`}
          choose={(files) => void add(files)} />
      </div>
      <p role="status" class="hint">{busy ? t('photos.busy') : ''}</p>
      {photos.length === 0 ? null : (
        <ol class="photo-list" id={`${id}-list`}>
          {photos.map((photo, at) => (
            <li key={photo.id}>
              <Preview photo={photo} name={nameOf(photo, at)} />
              <div class="photo-facts">
                <p class="photo-size">{sizeText(photo)}</p>
                <label for={`${id}-name-${at}`}>{t('photos.name', { n: at + 1 })}</label>
                <input id={`${id}-name-${at}`} maxLength={120} value={photo.name} autocomplete="off" readOnly={isGone(photo)}
                  onInput={(event) => change(latest.current.map((one) => (one.id === photo.id ? { ...one, name: event.currentTarget.value } : one)))} />
                {isGone(photo) ? <p class="hint">{t('photos.gone')}</p>
                  : <button type="button" class="quiet" onClick={() => remove(photo)}>{t('photos.remove', { n: at + 1 })}</button>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

// It may be with the office already: a correction leaves it there, under the words that it went with.
const isGone = (photo: DraftPhoto): boolean => items.value.some(({ photos, unsure, state }) =>
  (unsure || state === 'sending' || state === 'received') && photos?.some(({ id }) => id === photo.id));

const sizeText = ({ bytes, width, height }: DraftPhoto): string =>
  t('photos.size', { kb: number(kilobytes(bytes)), width: number(width), height: number(height) });

export interface PhotosToCheckProps { photos: DraftPhoto[] | undefined }

/** The photos of a draft once more, before they are sent. */
export function PhotosToCheck({ photos = [] }: PhotosToCheckProps) {
  return (
    <ol class="photo-list to-check" aria-label={t('photos.title')}>
      {photos.map((photo, at) => <li key={photo.id}><Preview photo={photo} name={nameOf(photo, at)} /><p class="photo-size">{nameOf(photo, at)}<br />{sizeText(photo)}</p></li>)}
    </ol>
  );
}

function Preview({ photo, name }: { photo: DraftPhoto; name: string }) {
  const [address, setAddress] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let over = false;
    void photoBytes(photo.id).then((jpeg) => {
      if (over) return;
      setGone(jpeg === null);
      if (jpeg) { made = URL.createObjectURL(jpeg); setAddress(made); }
    });
    return () => { over = true; if (made) URL.revokeObjectURL(made); };
  }, [photo.id]);
  if (gone) return <p class="photo-gone">{t('photos.not_here')}</p>;
  return address ? <img src={address} alt={name} width={photo.width} height={photo.height} /> : <span class="photo-gone" />;
}
