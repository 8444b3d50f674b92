import { describe, expect, it } from 'vitest';
import { outcomeOf, type Answer } from './receipt';

const record = '019aa000-0000-7000-8000-000000000001';
const body = 'a'.repeat(64);
const item = { record, method: 'POST' as const };
const told = { id: record, version: 1, contentSha256: 'b'.repeat(64), receivedAt: '2026-11-13T22:00:00Z', bodySha256: body };
const answer = (part: Partial<Answer> = {}, json: object = told): Answer =>
  ({ status: 201, type: 'application/json; charset=utf-8', redirected: false, text: JSON.stringify(json), retryAfter: null, ...part });
const kind = (given: Answer): string => outcomeOf(given, item, body).kind;

describe('a receipt', () => {
  it.each([200, 201, 202])('with %s is believed when all of it fits', (status) => expect(kind(answer({ status }))).toBe('received'));
  it.each([
    ['a sign-in page of a public network', answer({ status: 200, type: 'text/html', text: '<html>Welcome</html>' })],
    ['a page that calls itself JSON', answer({ status: 200, text: '<html>' })],
    ['an answer from elsewhere', answer({ redirected: true })],
    ['another id', answer({}, { ...told, id: '019aa000-0000-7000-8000-000000000002' })],
    ['no id', answer({}, { ...told, id: undefined })],
    ['another body', answer({}, { ...told, bodySha256: 'c'.repeat(64) })],
    ['no digest of the body, as an older server answers', answer({}, { ...told, bodySha256: undefined })],
    ['no digest of the content', answer({}, { ...told, contentSha256: 'yes' })],
    ['version nought', answer({}, { ...told, version: 0 })],
    ['a version in words', answer({}, { ...told, version: '1' })],
    ['no time', answer({}, { ...told, receivedAt: 'now' })],
    ['nothing', answer({ status: 204, text: '' })],
    ['a list', answer({ text: '[]' })],
    ['null', answer({ text: 'null' })],
  ])('is not %s', (_, given) => expect(kind(given)).toBe('unreachable'));
});

describe('a refusal', () => {
  const problem = (status: number, code: string, part: Partial<Answer> = {}): Answer =>
    answer({ status, type: 'application/problem+json', text: JSON.stringify({ status, code, title: 'T', errors: [{ field: 'kind', code: 'x', message: 'M' }] }), ...part });
  it.each([[400, 'refused'], [403, 'refused'], [413, 'refused'], [422, 'refused'], [409, 'conflict'], [410, 'conflict'], [412, 'conflict'],
    [401, 'signed_out'], [408, 'unreachable'], [429, 'unreachable'], [500, 'unreachable'], [503, 'unreachable'], [507, 'unreachable']])(
    'of the office with %i is %s', (status, expected) => expect(kind(problem(status, 'some_code'))).toBe(expected));
  it('keeps the words of the office', () => expect(outcomeOf(problem(422, 'field_missing'), item, body)).toMatchObject({
    refusal: { code: 'field_missing', errors: [{ message: 'M' }] },
  }));
  it.each([
    ['a page', answer({ status: 403, type: 'text/html', text: '<html>' })],
    ['JSON of somebody else', answer({ status: 422, type: 'application/json', text: '{"error":"no"}' })],
    ['another status than it came with', problem(422, 'x', { status: 403 })],
    ['a sign-in that somebody else asks for', answer({ status: 401, type: 'text/html', text: '' })],
  ])('that is %s says nothing about the record', (_, given) => expect(kind(given)).toBe('unreachable'));
  it('says when to come again', () => expect(outcomeOf(problem(503, 'x', { retryAfter: '5' }), item, body)).toEqual({ kind: 'unreachable', afterSeconds: 5 }));
});
