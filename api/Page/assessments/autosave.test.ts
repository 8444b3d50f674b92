import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../http/api';
import type { NewAnswer, AnswerView } from '../http/contracts';
import { autosave } from './autosave';

const answer = (version: number, text: string, by = 'other'): AnswerView => ({
  prompt: 'lighting', version, text, rating: null, source: null, grade: null, ticked: null, complete: true,
  editedBy: by, editedByAgency: 'education', editedAt: '2026-11-23T14:02:00Z',
});

/** An office that keeps one answer and refuses whoever names an older version. */
function office(text = '') {
  let held = text ? answer(1, text) : null;
  const came: string[] = [];
  return {
    came,
    write: (next: string) => (held = answer((held?.version ?? 0) + 1, next)),
    down: false,
    send(body: NewAnswer, version: number): Promise<AnswerView> {
      if (this.down) return Promise.reject(Problem.unreachable());
      if (version !== (held?.version ?? 0)) return Promise.reject(new Problem('version_stale', 409, '', null, [], held));
      came.push(body.text ?? '');
      return Promise.resolve(held = answer(version + 1, body.text ?? '', 'me'));
    },
  };
}

describe('an answer that saves itself', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const begin = (there = office()) => ({ there, saving: autosave('words', null, (body, version) => there.send(body, version)) });

  it('waits for a pause, and sends what stands there then once', async () => {
    const { there, saving } = begin();
    saving.write({ text: 'Two' });
    await vi.advanceTimersByTimeAsync(1000);
    saving.write({ text: 'Two lights' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(there.came).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(there.came).toEqual(['Two lights']);
    expect(saving.now.value.saving).toBe('saved');
    await saving.flush();
    expect(there.came).toHaveLength(1);
  });

  it('goes at once when the field is left', async () => {
    const { there, saving } = begin();
    saving.write({ text: 'Two lights' });
    await saving.flush();
    expect(there.came).toEqual(['Two lights']);
  });

  it('sends what was typed while it was on its way with the version that came back', async () => {
    const there = office();
    let arrive = (): void => undefined;
    const saving = autosave('words', null, (body, version) => new Promise((keep, fail) => { arrive = () => there.send(body, version).then(keep, fail); }));
    saving.write({ text: 'Two' });
    const first = saving.flush();
    saving.write({ text: 'Two lights' });
    arrive();
    await first;
    expect(saving.now.value.saving).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1500);
    arrive();
    await vi.runAllTimersAsync();
    expect(there.came).toEqual(['Two', 'Two lights']);
    expect(saving.now.value.held?.version).toBe(2);
  });

  it('keeps what was typed without a connection, and sends it later', async () => {
    const { there, saving } = begin();
    there.down = true;
    saving.write({ text: 'Two lights' });
    await saving.flush();
    expect(saving.now.value).toMatchObject({ saving: 'refused', draft: { text: 'Two lights' } });
    there.down = false;
    await saving.flush();
    expect(there.came).toEqual(['Two lights']);
  });

  const overtaken = async () => {
    const { there, saving } = begin();
    there.write('Theirs');
    saving.write({ text: 'Mine' });
    await saving.flush();
    return { there, saving };
  };

  it('shows both where somebody was faster, and sends nothing until one is chosen', async () => {
    const { there, saving } = await overtaken();
    expect(saving.now.value).toMatchObject({ saving: 'overtaken', draft: { text: 'Mine' }, theirs: { text: 'Theirs' } });
    saving.write({ text: 'Mine and theirs' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(there.came).toEqual([]);
    await saving.keepMine();
    expect(there.came).toEqual(['Mine and theirs']);
  });

  it('takes the other’s and still has its own', async () => {
    const { there, saving } = await overtaken();
    saving.takeTheirs();
    expect(saving.now.value).toMatchObject({ draft: { text: 'Theirs' }, theirs: null, putAside: { text: 'Mine' } });
    saving.takeBack();
    await saving.flush();
    expect(there.came).toEqual(['Mine']);
  });

  it('tells of a third who was faster still', async () => {
    const { there, saving } = await overtaken();
    there.write('A third');
    await saving.keepMine();
    expect(saving.now.value).toMatchObject({ saving: 'overtaken', draft: { text: 'Mine' }, theirs: { text: 'A third', version: 2 } });
  });

  it('follows what is read anew only where nothing was typed', () => {
    const { saving } = begin();
    saving.hear(answer(1, 'Theirs'));
    expect(saving.now.value.draft.text).toBe('Theirs');
    saving.write({ text: 'Mine' });
    saving.hear(answer(2, 'Theirs, later'));
    expect(saving.now.value).toMatchObject({ draft: { text: 'Mine' }, theirs: { version: 2 } });
    saving.hear(answer(1, 'An old look'));
    expect(saving.now.value.theirs?.version).toBe(2);
  });

  it('is at one with somebody who wrote the same', () => {
    const { saving } = begin();
    saving.write({ text: 'The same' });
    saving.hear(answer(1, 'The same'));
    expect(saving.now.value).toMatchObject({ saving: 'saved', theirs: null });
  });
});
