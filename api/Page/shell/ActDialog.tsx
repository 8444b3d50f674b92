import type { ComponentChildren } from 'preact';
import { t } from '../language/language';
import type { Act } from './act';
import { Dialog } from './Dialog';
import { ErrorSummary } from './Field';

interface ActDialogProps {
  id: string;
  title: string;
  /** What will happen, in one or two sentences. */
  means?: string;
  act: Act;
  send: () => void;
  close: () => void;
  button: string;
  children?: ComponentChildren;
}

/** One act and what it needs: what will happen, its fields, one button that does it and one that does not. */
export function ActDialog({ id, title, means, act, send, close, button, children }: ActDialogProps) {
  return (
    <Dialog id={id} title={title} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        {means ? <p>{means}</p> : null}
        <ErrorSummary faults={act.faults} />
        {children}
        <div class="row">
          <button type="submit" class="main" disabled={act.busy}>{act.busy ? t('house.saving') : button}</button>
          <button type="button" class="quiet" onClick={close}>{t('house.cancel')}</button>
        </div>
      </form>
    </Dialog>
  );
}
