import { effect, signal } from '@preact/signals';
import { me } from '../access/session';
import { whenAllCame } from '../shell/lazy';

/** Address of the service worker, beside the page. */
export const serviceWorkerAddress = 'service-worker.js';

/** A newer page that has been fetched and waits to be let in; null where this one is the newest. */
export const newerPage = signal<(() => void) | null>(null);

/**
 * Keeps the page on this device: all of it, its rarest room too. On a first visit that waits until somebody has signed in and has before
 * them what they came for, so that nothing which is not needed yet delays what is; a page that is kept already looks for a newer one at once.
 */
export function keepThePage(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  let begun = false;
  effect(() => {
    if (begun || (!me.value && !navigator.serviceWorker.controller)) return;
    begun = true;
    // The map, which comes last, comes before it too.
    void whenAllCame().then(register);
  });
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(serviceWorkerAddress).catch(() => null);
  if (!registration) return;
  const look = (): void => {
    const next = registration.waiting;
    newerPage.value = next && navigator.serviceWorker.controller ? () => letIn(next) : null;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
}

function letIn(next: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  next.postMessage('let-in');
}
