import { effect, signal } from '@preact/signals';
import { me } from '../access/session';
import { language, moment, t } from '../language/language';

const handling = 'OFFICIAL-SENSITIVE';
const printedAt = signal(new Date());
const margins = new CSSStyleSheet();

const whoAndWhen = (): string => t('house.printed', {
  user: me.value?.user ?? '', moment: moment(printedAt.value.toISOString()), language: t(`house.language_${language.value}`),
});

/** Keeps the marks of printed sheets true: each sheet carries them in its margin, where the browser can do that. */
export function watchPrinting(): void {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, margins];
  window.addEventListener('beforeprint', () => { printedAt.value = new Date(); });
  effect(() => margins.replaceSync(me.value
    ? `@page { @top-left { content: ${asCssText(handling)}; } @bottom-left { content: ${asCssText(whoAndWhen())}; } @bottom-right { content: counter(page); } }`
    : ''));
}

// A user name is somebody's text: in a stylesheet each of its characters is written as its number.
const asCssText = (text: string): string => `"${[...text].map((one) => `\\${one.codePointAt(0)!.toString(16)} `).join('')}"`;

/** The handling mark, who prints, and when, at the head of what is printed. Not shown on a screen. */
export function PrintMark() {
  return me.value ? <p class="print-mark" aria-hidden="true"><strong>{handling}</strong> {whoAndWhen()}</p> : null;
}
