import { readFileSync } from 'node:fs';
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

const languages = ['en', 'cy'];
const textFile = (language: string): string => here(`../../geodata/Geodata/Language/text.${language}.json`);

/** Writes what a browser without JavaScript shows from the text files: the one sentence that the page cannot say itself. */
const sentenceWithoutScripts = {
  name: 'sentence-without-scripts',
  transformIndexHtml: (html: string) => html.replace('<!--needs-javascript-->', languages.map((language) => {
    const { house } = JSON.parse(readFileSync(textFile(language), 'utf8')) as { house: { needs_javascript: string } };
    return `<p lang="${language}">${house.needs_javascript}</p>`;
  }).join('')),
};

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [tokensStylesheet, sentenceWithoutScripts],
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
    chunkSizeWarningLimit: 1400,
  },
  test: { include: ['**/*.test.ts'] },
});
