import { useState } from 'preact/hooks';
import { deleteOwnMap, type Refused } from './doors';
import { type Say, Step } from './TakePart';
import type { Language } from './words';

/** The code of one's own map, shown this once. */
export function OwnCode({ code, t }: { code: string; t: Say }) {
  return (
    <>
      <h2>{t('safety_map_draw.code')}</h2>
      <p class="own-code" id="own-code">{code}</p>
      <p>{t('safety_map_draw.code_means')}</p>
    </>
  );
}

/** Deletes one's own map by its code, before and after the closing, without saying who one is. */
export function DeleteOwnMap({ language, t, back }: { language: Language; t: Say; back: () => void }) {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const [deleted, setDeleted] = useState(false);
  const send = async (): Promise<void> => {
    if (busy || !code.trim()) return;
    setBusy(true);
    setFault(null);
    try {
      await deleteOwnMap(code.trim(), language);
      setDeleted(true);
    } catch (refused) {
      setFault(refused as Refused);
    } finally {
      setBusy(false);
    }
  };
  if (deleted) return <Step key="deleted" title={t('safety_map_draw.deleted')} of={t('title')}><button type="button" class="quiet" onClick={back}>{t('back')}</button></Step>;
  return (
    <Step key="delete" title={t('safety_map_draw.delete')} of={t('title')}>
      <p>{t('safety_map_draw.delete_means')}</p>
      <form class="draw-page" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <label for="map-code">{t('safety_map_draw.delete_code')}</label>
        {fault ? <p class="fault" id="map-code-fault" role="alert"><span class="visually-hidden">{t('error')} </span>{faultText(fault, t)}</p> : null}
        <input id="map-code" type="text" autocomplete="off" autocapitalize="characters" spellcheck={false} maxLength={20} value={code} aria-invalid={fault ? true : undefined}
          {...(fault ? { 'aria-describedby': 'map-code-fault' } : {})} onInput={(event) => setCode(event.currentTarget.value)} />
        <div class="ways">
          <button type="submit" class="main" id="map-delete" disabled={busy}>{t('safety_map_draw.delete')}</button>
          <button type="button" class="quiet" onClick={back}>{t('back')}</button>
        </div>
      </form>
    </Step>
  );
}

function faultText(fault: Refused, t: Say): string {
  if (fault.code === 'map_code_not_known') return t('safety_map_draw.code_not_known');
  return t(fault.code === 'too_many_requests' ? 'safety_map_draw.code_slow' : 'unreached_means');
}
