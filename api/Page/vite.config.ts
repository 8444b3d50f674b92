import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';
import { defineConfig } from 'vitest/config';
import { roomWords } from './language/roomWords.ts';
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
const textsOf = (language: string): Record<string, Record<string, string>> => JSON.parse(readFileSync(textFile(language), 'utf8')) as Record<string, Record<string, string>>;

/** The few words of the page for those who answer: whoever opens it on a cheap phone does not fetch those of every room. */
const takePartTexts = {
  name: 'take-part-texts',
  resolveId: (id: string) => (id === 'virtual:take-part-texts' ? '\0take-part-texts' : undefined),
  load: (id: string) => (id !== '\0take-part-texts' ? undefined : `export default ${JSON.stringify(Object.fromEntries(languages.map((language) => {
    const texts = textsOf(language);
    const named = ['month', 'observation_time', 'safety_map_draw', 'safety_colour', 'safety_letter', 'safety_reason']
      .flatMap((section) => Object.entries(texts[section] ?? {}).map(([name, text]) => [`${section}.${name}`, text]));
    return [language, { ...texts['take_part'], ...Object.fromEntries(named), other_language: texts['house']?.['other_language'] }];
  })))}`),
};

/** The words of the rooms, a part for each language. */
const wordsOfTheRooms = {
  name: 'words-of-the-rooms',
  resolveId: (id: string) => (id.startsWith('virtual:room-words-') ? `\0${id.slice('virtual:'.length)}` : undefined),
  load: (id: string) => {
    const language = languages.find((one) => id === `\0room-words-${one}`);
    return language && `export default ${JSON.stringify(Object.fromEntries(roomWords.map((section) => [section, textsOf(language)[section]])))}`;
  },
};

/** Words that come with the program's answers, or stand in the files that it makes. */
const saidByTheProgram = ['data_field', 'data_purpose', 'data_basis', 'assessment_prompt', 'assessment_guidance', 'export_column', 'report', 'desktop', 'map_command', 'ogc', 'ogc_collection', 'ogc_operation', 'ogc_parameter', 'ogc_precision', 'ogc_property'];

/** Leaves out of the page of the house the words that only the program says, rooms, or the page for those who answer: a first visit fetches the file. */
const wordsOfTheHouse = {
  name: 'words-of-the-house',
  enforce: 'pre' as const,
  apply: 'build' as const,
  transform(code: string, id: string) {
    if (!/text\.(en|cy)\.json$/.test(id)) return undefined;
    const { survey_question: _asked, survey_answer: _chosen, take_part, ...house } = JSON.parse(code) as Record<string, Record<string, string>>;
    const printed = Object.fromEntries(Object.entries(take_part ?? {}).filter(([name]) => /^(about_here|talk)/.test(name)));
    const shown = Object.fromEntries(Object.entries(house).filter(([section]) => !saidByTheProgram.includes(section) && !roomWords.includes(section)));
    return { code: JSON.stringify({ ...shown, take_part: printed }), map: null };
  },
};

/** Writes the page that somebody lands on who leaves in a hurry: it says nothing of what was left. */
const neutralPage = {
  name: 'neutral-page',
  transformIndexHtml: (html: string) => html
    .replace('<!--left-title-->', textsOf('en')['take_part']?.['left_title'] ?? '')
    .replace('<!--left-->', languages.map((language) => `<p lang="${language}">${textsOf(language)['take_part']?.['left']}</p>`).join('')),
};

/** Writes what a browser without JavaScript shows from the text files: the one sentence that the page cannot say itself. */
const sentenceWithoutScripts = {
  name: 'sentence-without-scripts',
  transformIndexHtml: (html: string) => html.replace('<!--needs-javascript-->', languages.map((language) => {
    const { house } = JSON.parse(readFileSync(textFile(language), 'utf8')) as { house: { needs_javascript: string } };
    return `<p lang="${language}">${house.needs_javascript}</p>`;
  }).join('')),
};

const tokens = JSON.parse(readFileSync(here('./tokens.json'), 'utf8')) as { colour: { light: Record<string, string> } };

/** What a phone needs to keep the page beside its other programs, in each language. */
const manifestOf = (language: string): string => {
  const { house, offline } = JSON.parse(readFileSync(textFile(language), 'utf8')) as Record<string, Record<string, string>>;
  const icon = (name: string, size: string, purpose: string) => ({ src: `./icons/${name}.png`, sizes: size, type: 'image/png', purpose });
  return JSON.stringify({
    id: './', start_url: './', scope: './', lang: language, dir: 'ltr', name: house?.['product'], short_name: house?.['product'],
    description: offline?.['manifest_description'], display: 'standalone',
    background_color: tokens.colour.light['ground'], theme_color: tokens.colour.light['header'],
    icons: [icon('icon-192', '192x192', 'any'), icon('icon-512', '512x512', 'any'), icon('icon-maskable-512', '512x512', 'maskable')],
  });
};

/** Beside the page: a manifest for each language, and the icons. */
const installable = {
  name: 'installable',
  generateBundle(this: { emitFile: (file: { type: 'asset'; fileName: string; source: string | Uint8Array }) => void }) {
    for (const language of languages) this.emitFile({ type: 'asset', fileName: `manifest.${language}.webmanifest`, source: manifestOf(language) });
    for (const icon of readdirSync(here('./offline/icons'))) this.emitFile({ type: 'asset', fileName: `icons/${icon}`, source: readFileSync(here(`./offline/icons/${icon}`)) });
  },
};

/**
 * Tells the service worker which files make the page, each with the digest that it must have: nothing else that a network answers is ever
 * kept in their place. Old typeface files are for browsers that cannot run it.
 */
const shellOfThePage = {
  name: 'shell-of-the-page',
  writeBundle({ dir = '' }: { dir?: string }) {
    const files = (readdirSync(dir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !/\.woff$|^service-worker\.js$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).replaceAll('\\', '/')).sort();
    const shell = files.map((file) => [file, `sha256-${createHash('sha256').update(readFileSync(join(dir, file))).digest('base64')}`]);
    const worker = join(dir, 'service-worker.js');
    const source = readFileSync(worker, 'utf8');
    if (!source.includes('SHELL_OF_THE_PAGE')) throw new Error('The service worker has no place for the list of files.');
    writeFileSync(worker, source.replace(/["'`]SHELL_OF_THE_PAGE["'`]/, JSON.stringify(JSON.stringify(shell))));
  },
};

/** Beside each file of text its compressed twins, made once and as small as can be; the program serves them (PageFiles.cs). */
const compressedTwins = {
  name: 'compressed-twins',
  writeBundle: {
    // After the service worker holds its list of files.
    order: 'post' as const,
    async handler({ dir = '' }: { dir?: string }, written: Record<string, unknown>) {
      await Promise.all(Object.keys(written).filter((name) => /\.(m?js|css|html|svg|webmanifest)$/.test(name)).map(async (name) => {
        const file = join(dir, name);
        const source = readFileSync(file);
        writeFileSync(`${file}.br`, await promisify(brotliCompress)(source));
        writeFileSync(`${file}.gz`, await promisify(gzip)(source, { level: 9 }));
      }));
    },
  },
};

/**
 * What comes together: all that every screen needs in one part, all that writes something down in another. Left to itself the bundler
 * makes a part of each file that two others share, and a slow network pays for each.
 */
const house = new RegExp([
  'node_modules/@?preact', 'preload-helper', 'maplibre-gl-worker', ...[
    'tokens', 'http/', 'access/(session|needs|purpose|Doorway|SignIn|Show|State|Idle|idle)', 'offline/(?!DeviceRoom|NotSaved|serviceWorker)',
    'shell/(?!Panel|Facts|FilterPanel|Caveats|Chips|ChooseFile|steps)', 'language/(language|fairRules)', 'governance/notices', 'places/londonTime', 'map/(geometry|viewport|plainMiddle|spread)',
    'hotspots/hotspots', 'incidents/incidents', 'reference-data/referenceData', 'spaces/(layer|spaces)\\.ts', 'analyses/(analyses|cells|figures)\\.ts',
  ].map((part) => `/Page/${part}`),
].join('|'));
const forms = /\/Page\/(places\/|map\/PickPoint|language\/FairWords|offline\/(NotSaved|sending)|shell\/(Chips|steps)|incidents\/(LogIncident|WriteIncident|CheckAnswers|WhoSees|IncidentFacts|draft|childToken)|outreach\/(Record|WriteSession|CheckSession|session)|photos\/(draftPhotos|photoParts))/;
const photos = /\/Page\/(photos\/|shell\/ChooseFile)/;
// The large map and the one for outlines share what draws them; under the map's own name it comes after what can be used without it.
const drawing = /node_modules\/maplibre-gl\/|\/Page\/map\/(mapStyle|spaceStyle)\.ts/;
const together = {
  includeDependenciesRecursively: false,
  groups: [{ name: 'house', test: house, priority: 3 }, { name: 'forms', test: forms, priority: 2 }, { name: 'photos', test: photos, priority: 1 }, { name: 'drawnMap-drawing', test: drawing, priority: 0 }],
};

/**
 * The page for those who answer, built by itself into the same folder: it shares no part with the page of the house, is no part of what a
 * service worker keeps, and loads neither map nor sign-in.
 */
const takePartPage = {
  name: 'take-part-page',
  async writeBundle({ dir = '' }: { dir?: string }) {
    await build({
      configFile: false, root: here('.'), base: './', logLevel: 'warn',
      plugins: [tokensStylesheet, takePartTexts, sentenceWithoutScripts, neutralPage, compressedTwins],
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      build: {
        outDir: dir, emptyOutDir: false, assetsInlineLimit: 0, modulePreload: false, target: 'es2020',
        rollupOptions: { input: { 'take-part': here('./take-part.html'), leave: here('./leave.html') } },
      },
    });
  },
};

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [tokensStylesheet, takePartTexts, wordsOfTheRooms, wordsOfTheHouse, sentenceWithoutScripts, installable, shellOfThePage, compressedTwins, takePartPage],
  resolve: { alias: { '@texts': here('../../geodata/Geodata/Language'), '@disclosure': here('../../geodata/Geodata/Disclosure') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  server: { fs: { allow: [here('.'), here('../../geodata/Geodata/Language'), here('../../geodata/Geodata/Disclosure')] } },
  build: {
    outDir: here('../wwwroot'),
    emptyOutDir: true,
    // Nothing inline: the content security policy of the API allows files of this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 1100,
    rollupOptions: {
      input: { index: here('./index.html'), 'service-worker': here('./offline/serviceWorker.ts') },
      // The service worker keeps one name: its address is its identity.
      output: { codeSplitting: together, entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  // Simulations of hundreds of rounds take their time on a busy machine.
  test: { include: ['**/*.test.ts'], testTimeout: 60_000 },
});
