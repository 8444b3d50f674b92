import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { tokensAsCss } from './tokens.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Serves `tokens.css`, made from tokens.json, so that no colour or size is written twice. */
const tokensStylesheet = {
  name: 'tokens-stylesheet',
  resolveId: (id: string) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load: (id: string) => (id === '\0tokens.css' ? tokensAsCss() : undefined),
};

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [tokensStylesheet],
  resolve: { alias: { '@texts': here('../../geodata/Geodata/Language') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  server: { fs: { allow: [here('.'), here('../../geodata/Geodata/Language')] } },
  build: {
    outDir: here('../wwwroot'),
    emptyOutDir: true,
    // Nothing inline: the content security policy of the API allows files of this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 1300,
  },
  test: { include: ['**/*.test.ts'] },
});
