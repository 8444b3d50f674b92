import { describe, expect, it } from 'vitest';
import type { FormPromptView } from '../http/contracts';
import { added, changes, isChanged, keyFor, kindsOf, moved, stays } from './formVersion';

const prompt = (key: string, side: FormPromptView['side'] = 'environment', kind: FormPromptView['kind'] = 'rated'): FormPromptView =>
  ({ key, side, kind, textEn: `${key}?`, textCy: `${key} cy?`, guidanceEn: null, guidanceCy: null });
const form = [
  prompt('harm', 'basic', 'words'), prompt('boundary', 'scope', 'words'), prompt('partners', 'scope', 'words'), prompt('told', 'scope', 'tick'),
  prompt('belonging', 'young_people'), prompt('caring', 'guardianship'), prompt('lighting'), prompt('sight_lines'),
];
const keys = (all: readonly FormPromptView[]): string[] => all.map(({ key }) => key);

describe('the next version of a form', () => {
  it('keeps what the steps ask for, the last tick and the last prompt of a part', () => {
    expect(keys(form.filter((one) => stays(one, form)))).toEqual(['harm', 'boundary', 'partners', 'told', 'belonging', 'caring']);
  });

  it('rates sides, and ticks in the scope alone', () => {
    expect([kindsOf('basic'), kindsOf('scope'), kindsOf('environment')]).toEqual([['words'], ['words', 'tick'], ['rated']]);
  });

  it.each([
    ['Who is here at night?', [], 'who_is_here_at_night'], ['Who is here at night?', ['who_is_here_at_night'], 'who_is_here_at_night_2'], ['24 hours a day', [], 'hours_a_day'],
    ['Tŷ bach', [], 'ty_bach'], ['?', [], 'prompt'], ['A', [], 'prompt_a'],
  ])('makes a key of %j', (text, taken, key) => {
    expect(keyFor(text, taken)).toBe(key);
    expect(key).toMatch(/^[a-z][a-z0-9_]{1,39}$/);
  });

  it('makes keys that the office takes, however long the words are', () => {
    const long = 'Where would a young person go, at any time of the night, to be safe?';
    expect(keyFor(long, [keyFor(long, [])])).toMatch(/^[a-z][a-z0-9_]{1,39}$/);
  });

  it('moves within a part and no further', () => {
    expect(keys(moved(form, 'lighting', 1)).slice(-2)).toEqual(['sight_lines', 'lighting']);
    expect(moved(form, 'lighting', -1)).toEqual(form);
    expect(moved(form, 'sight_lines', 1)).toEqual(form);
    expect(keys(moved(form, 'told', -1)).slice(1, 4)).toEqual(['boundary', 'told', 'partners']);
  });

  it('adds at the end of its part', () => {
    expect(keys(added(form, prompt('who', 'guardianship')))[6]).toBe('who');
    expect(keys(added(form, prompt('last'))).at(-1)).toBe('last');
  });

  it('says what it changes', () => {
    const after = moved(added(form.filter(({ key }) => key !== 'told').map((one) => (one.key === 'harm' ? { ...one, textEn: 'What harm?' } : one)), prompt('new')), 'lighting', 1);
    const told = changes(form, after);
    expect({ added: keys(told.added), worded: keys(told.worded), leftOut: keys(told.leftOut), moved: keys(told.moved) })
      .toEqual({ added: ['new'], worded: ['harm'], leftOut: ['told'], moved: ['sight_lines', 'lighting'] });
    expect(isChanged(told)).toBe(true);
    expect(isChanged(changes(form, form))).toBe(false);
  });
});
