import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

/** Address of the program that prepares the map's shapes beside the page. */
export const mapWorkerAddress = workerUrl;

/**
 * The content policy lets no text become script, markup or the address of a script (Trusted Types). The addresses that may are
 * the map's worker, which MapLibre starts by a plain string, and the page's service worker: they pass through the page's default rule,
 * which knows these and nothing else. No rule makes markup: every `innerHTML` fails.
 */
interface TrustedTypesOfTheBrowser {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

export function allowScripts(...allowed: string[]): void {
  const trusted = (globalThis as { trustedTypes?: TrustedTypesOfTheBrowser }).trustedTypes;
  const only = [mapWorkerAddress, ...allowed].map((address) => new URL(address, location.href).href);
  trusted?.createPolicy('default', {
    createScriptURL: (address) => {
      if (only.includes(new URL(address, location.href).href)) return address;
      throw new TypeError('No script of that address.');
    },
  });
}
