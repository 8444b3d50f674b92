import { render, type ComponentChildren } from 'preact';
import { modulesOf, pathOf, type Modules } from '../../access/modules';
import { call } from '../../http/api';
import type { CollectionView, TakePartForm } from '../../http/contracts';
import { day, language, speak, t } from '../../language/language';

// What is given to those who answer carries no mark of the house, and does not say who printed it.
const open = new CSSStyleSheet();
open.replaceSync('@page open { margin: 16mm; @top-left { content: none; } @bottom-left { content: none; } @bottom-right { content: none; } }');

/** Prints this and nothing of the page. */
export function print(sheet: ComponentChildren): void {
  document.querySelector('.sheet')?.remove();
  const place = document.createElement('div');
  place.className = 'sheet';
  document.body.append(place);
  if (!document.adoptedStyleSheets.includes(open)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, open];
  render(sheet, place);
  document.documentElement.classList.add('printing-sheet');
  window.addEventListener('afterprint', () => { document.documentElement.classList.remove('printing-sheet'); place.remove(); }, { once: true });
  window.print();
}

export const formOf = (assessment: string, one: CollectionView): Promise<TakePartForm> => call<TakePartForm>(`/assessments/${assessment}/collections/${one.id}/form`);

/** Draws the same in Welsh and in English, whichever is on screen: who answers has not chosen one yet. */
export async function inBoth<Drawn = ComponentChildren>(draw: (spoken: 'cy' | 'en') => Drawn): Promise<Drawn[]> {
  const before = language.value;
  const drawn: Drawn[] = [];
  for (const spoken of ['cy', 'en'] as const) {
    await speak(spoken);
    drawn.push(draw(spoken));
  }
  await speak(before);
  return drawn;
}

/** A text of the form in one language, in the other where there is none. */
export const textOf = (spoken: 'cy' | 'en', en: string | null | undefined, cy: string | null | undefined): string => (spoken === 'cy' ? cy || en : en || cy) ?? '';
const isYoung = ({ instrument }: TakePartForm): boolean => instrument === 'survey_young_people' || instrument === 'safety_map';

/** The poster: what is asked, the square code, until when; in both languages on one page. */
export async function printPoster(assessment: string, one: CollectionView, address: string): Promise<void> {
  const [form, modules] = await Promise.all([formOf(assessment, one), modulesOf(address)]);
  const parts = await inBoth((spoken) => (
    <section lang={spoken} key={spoken}>
      <p class="sheet-place">{textOf(spoken, form.placeNameEn, form.placeNameCy)}</p>
      <h1>{t(isYoung(form) ? 'take_part.about_here_young' : 'take_part.about_here')}</h1>
      <p>{t('instruments.scan')}. {t('instruments.no_name', { n: form.survey?.items.length ?? 0 })}. {t('instruments.open_until', { day: day(one.closesOn) })}.</p>
      <p class="sheet-small">{textOf(spoken, form.labelEn, form.labelCy)}</p>
    </section>
  ));
  print(<div class="poster">{parts[0]}<Code modules={modules} />{parts[1]}<p class="sheet-small">{address}</p></div>);
}

function Code({ modules }: { modules: Modules }) {
  const side = modules.length + 8;
  return <svg viewBox={`0 0 ${side} ${side}`} aria-hidden="true" shape-rendering="crispEdges"><path d={pathOf(modules)} /></svg>;
}

/** The paper form, once in each language. */
export async function printForm(assessment: string, one: CollectionView): Promise<void> {
  const form = await formOf(assessment, one);
  print(await inBoth((spoken) => (
    <section class="paper" lang={spoken} key={spoken}>
      <p class="sheet-place">{textOf(spoken, form.placeNameEn, form.placeNameCy)}</p>
      <h1>{t(isYoung(form) ? 'take_part.about_here_young' : 'take_part.about_here')}</h1>
      <p class="sheet-small">{textOf(spoken, form.labelEn, form.labelCy)}</p>
      <p>{textOf(spoken, form.promiseEn, form.promiseCy)}</p>
      <ol>
        {(form.survey?.items ?? []).map((item) => (
          <li key={item.key}>
            <h2>{textOf(spoken, item.textEn, item.textCy)}</h2>
            {item.kind === 'words' ? <div class="sheet-lines" /> : (
              <ul aria-label={t('instruments.tick')}>{item.choices.map((choice) => <li key={choice.key}><span class="sheet-box" />{textOf(spoken, choice.textEn, choice.textCy)}</li>)}</ul>
            )}
          </li>
        ))}
      </ol>
      <p>{t(isYoung(form) ? 'take_part.talk_young' : 'take_part.talk')}</p>
      <p>{t('instruments.give_back')}</p>
    </section>
  )));
}
