import { signal } from '@preact/signals';
import type { IdentifyingWarning } from '../http/contracts';
import { fairRules, loadFairRules } from '../language/fairRules';
import { gazetteer, knownPlaces, loadGazetteer } from '../places/gazetteer';
import { wallTime } from '../places/londonTime';
import { whenWhole } from '../shell/lazy';

// The patterns come behind the form, with the rules of fair wording; the office looks again whatever was found here.
const rules = signal<typeof import('./identifyingText') | null>(null);
let coming: Promise<void> | null = null;
const loadPatterns = (): Promise<void> => coming ??= import('./identifyingText').then((found) => { rules.value = found; }, () => { coming = null; });

/** Longest that a form waits for what checks its texts before it goes on without, in milliseconds: the office checks all again. */
const patience = 4_000;

// Whoever has a form before them will need them, also when the signal is gone by then; the map comes first.
void whenWhole().then(whenWhole).then(() => Promise.all([loadFairRules(), loadPatterns()]));

/** Does what needs the checks of texts: at once where they are here. */
export function withTextRules(act: () => void): void {
  if (fairRules.peek() && rules.peek() && gazetteer.now.peek().state === 'ready') return act();
  const all = Promise.all([loadFairRules(), loadPatterns(), loadGazetteer()]);
  void Promise.race([all, new Promise((go) => setTimeout(go, patience))]).then(act);
}

/**
 * What in a text may tell who somebody is, found on this device: the twin of what the office finds (IdentifyingText.cs).
 * @param day When it happened; null: today. Decides which dates can be a birth.
 */
export function warningsIn(text: string, day: Date | null): IdentifyingWarning[] {
  const names = knownPlaces.value.flatMap(({ nameEn, nameCy, townEn, townCy }) => [nameEn, nameCy, townEn, townCy]).filter((name) => name !== null && name !== undefined);
  return rules.value?.identifying(text, wallTime(day ?? new Date()).year, names) ?? [];
}
