import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../language/language';

interface DialogProps { id: string; title: string; close: () => void; children: ComponentChildren }

/** One question over the page. The browser keeps the focus inside; Escape closes; the focus goes back to where it came from. */
export function Dialog({ id, title, close, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const cameFrom = document.activeElement as HTMLElement | null;
    const dialog = box.current;
    dialog?.showModal();
    heading.current?.focus();
    return () => {
      // Closed first: while it is open, nothing outside it takes the focus.
      dialog?.close();
      if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog class="dialog" id={id} ref={box} aria-labelledby={`${id}-title`} onCancel={(event) => { event.preventDefault(); close(); }}>
      <h2 id={`${id}-title`} tabIndex={-1} ref={heading}>{title}</h2>
      <button type="button" class="square close" aria-label={t('house.close')} onClick={close}><span aria-hidden="true">×</span></button>
      {children}
    </dialog>
  );
}
