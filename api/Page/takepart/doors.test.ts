import { describe, expect, it } from 'vitest';
import { answersOf, itemOf, tokenOf, type Item } from './doors';

const item = (key: string, kind: Item['kind']): Item => ({ key, kind, textEn: key, textCy: key, choices: [] });
const items = [item('how_often', 'choice'), item('what_is_good', 'words'), item('anything_else', 'words')];

describe('what is handed in', () => {
  it('leaves out what was left out, in the order of the questions', () =>
    expect(answersOf(items, { anything_else: ' more light ', what_is_good: '  ', how_often: 'every_week' }))
      .toEqual([{ item: 'how_often', choice: 'every_week' }, { item: 'anything_else', text: 'more light' }]));

  it('finds the question of a refused field among those that were answered', () => {
    const said = { how_often: 'every_week', anything_else: 'Ring me' };
    expect(itemOf(items, said, 'survey[1].text')).toBe('anything_else');
    expect(itemOf(items, said, 'survey[7].text')).toBeUndefined();
    expect(itemOf(items, said, 'token')).toBeUndefined();
  });

  it('takes the token from behind the sign', () => expect(tokenOf('#abc_-1')).toBe('abc_-1'));
});
