import { signal } from '@preact/signals';

/** Address of the service worker, beside the page. */
export const serviceWorkerAddress = 'service-worker.js';

/** A newer page that has been fetched and waits to be let in; null where this one is the newest. */
export const newerPage = signal<(() => void) | null>(null);

/** Keeps the page on this device, once everything that is needed now has come. */
export function keepThePage(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const register = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register(serviceWorkerAddress).catch(() => null);
    if (!registration) return;
    const look = (): void => {
      const next = registration.waiting;
      newerPage.value = next && navigator.serviceWorker.controller ? () => letIn(next) : null;
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  };
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', () => void register(), { once: true });
}

function letIn(next: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  next.postMessage('let-in');
}
