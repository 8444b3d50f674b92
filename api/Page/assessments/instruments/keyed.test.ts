import { describe, expect, it } from 'vitest';
import { Problem } from '../../http/api';
import { fieldOf } from './keyed';

describe('a refusal of a form that was keyed in', () => {
  const refused = new Problem('text_may_identify', 422, 'A name', null, [
    { field: 'survey[1].text', code: 'text_may_identify', message: 'A name' }, { field: 'survey', code: 'field_missing', message: 'Missing' }]);

  it('names the question that it belongs to', () =>
    expect((fieldOf(refused, ['how_often', 'anything_else']) as Problem).errors.map(({ field }) => field)).toEqual(['anything_else', 'survey']));

  it('leaves faults of another kind alone', () => expect(fieldOf('lost', [])).toBe('lost'));
});
