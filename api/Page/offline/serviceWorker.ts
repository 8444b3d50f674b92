/*
 * Keeps the page itself on the device, so that it opens without a network: its scripts, styles, type, texts and icons, the same files for
 * everybody. Nothing that the API answers passes through here or is kept here; what people write is sealed elsewhere (vault.ts).
 */
interface ShellEvent extends Event { waitUntil: (work: Promise<unknown>) => void }
interface AskedEvent extends ShellEvent { request: Request; respondWith: (answer: Promise<Response>) => void }
interface Worker {
  registration: { scope: string };
  location: Location;
  clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener: ((kind: 'install' | 'activate', act: (event: ShellEvent) => void) => void)
    & ((kind: 'fetch', act: (event: AskedEvent) => void) => void) & ((kind: 'message', act: (event: MessageEvent) => void) => void);
}

const worker = globalThis as unknown as Worker;
/** Each file of the page with the digest that it must have; written in when the page is built. */
const shell = JSON.parse('SHELL_OF_THE_PAGE') as [file: string, digest: string][];
const prefix = 'page-';
const cacheName = prefix + shell.find(([file]) => file === 'index.html')?.[1];
const addressOf = (file: string): string => new URL(file, worker.registration.scope).href;

// All or nothing: a file that does not have its digest (a network's sign-in page, a server between two releases) stops the installation.
async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(shell.map(async ([file, integrity]) => {
    if (await cache.match(addressOf(file))) return;
    const response = await fetch(addressOf(file), { cache: 'no-cache', integrity, redirect: 'error', credentials: 'omit' });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    await cache.put(addressOf(file), response);
  }));
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await worker.clients.claim();
}

async function answer(request: Request, file: string): Promise<Response> {
  const held = await (await caches.open(cacheName)).match(addressOf(file));
  return held ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
// A new page waits until its reader lets it in: a form that is open keeps the scripts that it was written with.
worker.addEventListener('message', ({ data }) => { if (data === 'let-in') void worker.skipWaiting(); });
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || !address.href.startsWith(worker.registration.scope)) return;
  const file = address.href.slice(worker.registration.scope.length).replace(/[?#].*$/, '');
  const wanted = request.mode === 'navigate' && (file === '' || file === 'index.html') ? 'index.html' : file;
  if (shell.some(([name]) => name === wanted)) event.respondWith(answer(request, wanted));
});

export {};
