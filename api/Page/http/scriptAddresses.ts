/**
 * The content policy lets no text become script, markup or the address of a script (Trusted Types). The one address that may is
 * the map's worker: MapLibre starts it by a plain string, so it passes through the page's default rule, which knows this one
 * address and nothing else. No rule makes markup: every `innerHTML` fails.
 */
interface TrustedTypesOfTheBrowser {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

export function allowOneScript(allowed: string): void {
  const trusted = (globalThis as { trustedTypes?: TrustedTypesOfTheBrowser }).trustedTypes;
  const only = new URL(allowed, location.href).href;
  trusted?.createPolicy('default', {
    createScriptURL: (address) => {
      if (new URL(address, location.href).href === only) return address;
      throw new TypeError('No script of that address.');
    },
  });
}
