import { signal, type Signal } from '@preact/signals';
import { Problem } from '../http/api';
import type { NewAnswer, AnswerView } from '../http/contracts';
import { bodyOf, draftOf, sameAnswer, type Draft, type Kind } from './answer';

/** How far an answer is on its way to the office. */
export type Saving = 'still' | 'waiting' | 'saving' | 'saved' | 'refused' | 'overtaken';

export interface Standing {
  draft: Draft;
  /** The answer as the office had it when this one was last told. */
  held: AnswerView | null;
  saving: Saving;
  savedAt: string | null;
  problem: Problem | null;
  /** What somebody else wrote meanwhile; the person decides between the two. */
  theirs: AnswerView | null;
  /** What the person had written before they took the other's words. */
  putAside: Draft | null;
}

export interface Autosave {
  now: Signal<Standing>;
  write: (part: Partial<Draft>) => void;
  /** Saves at once what waits: the field was left, or the connection is back. */
  flush: () => Promise<void>;
  /** The office's answer, read anew. */
  hear: (held: AnswerView | null) => void;
  takeTheirs: () => void;
  /** Saves what stands in the fields in the place of the other's answer, which the person has seen. */
  keepMine: () => Promise<void>;
  takeBack: () => void;
}

/** Milliseconds without a keystroke after which an answer is saved. */
const pauseMs = 1500;

/**
 * Saves an answer by itself: after a pause, and when its field is left. One request at a time; what is typed meanwhile goes with the next.
 * Nothing typed is ever lost: a refusal keeps it in the field, and where somebody else was faster both versions stay until one is chosen.
 */
export function autosave(kind: Kind, first: AnswerView | null, send: (body: NewAnswer, version: number) => Promise<AnswerView>): Autosave {
  const now = signal<Standing>({ draft: draftOf(first), held: first, saving: 'still', savedAt: null, problem: null, theirs: null, putAside: null });
  const set = (part: Partial<Standing>): void => { now.value = { ...now.peek(), ...part }; };
  const unsaved = (): boolean => !sameAnswer(now.peek().draft, draftOf(now.peek().held), kind);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const once = async (): Promise<void> => {
    const { draft, held } = now.peek();
    set({ saving: 'saving', problem: null });
    try {
      const saved = await send(bodyOf(draft, kind), held?.version ?? 0);
      // Typed on while it was on its way: what was sent is there, the rest waits.
      set({ held: saved, savedAt: saved.editedAt, saving: sameAnswer(now.peek().draft, draft, kind) ? 'saved' : 'waiting' });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      const theirs = fault.code === 'version_stale' ? fault.held as AnswerView | null : null;
      if (theirs) hear(theirs);
      else set({ saving: 'refused', problem: fault });
    }
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    while (running) await running;
    if (now.peek().theirs) return;
    if (!unsaved()) {
      if (now.peek().saving === 'waiting' || now.peek().saving === 'refused') set({ saving: 'still', problem: null });
      return;
    }
    running = once();
    try { await running; } finally { running = null; }
    if (now.peek().saving === 'waiting') wait();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pauseMs);
  };
  const write = (part: Partial<Draft>): void => {
    set({ draft: { ...now.peek().draft, ...part } });
    if (now.peek().theirs) return;
    if (now.peek().saving !== 'saving') set({ saving: 'waiting', problem: null });
    wait();
  };
  const hear = (held: AnswerView | null): void => {
    const { draft, held: before, theirs } = now.peek();
    if ((held?.version ?? 0) <= ((theirs ?? before)?.version ?? 0)) return;
    if (!unsaved() && !theirs) set({ held, draft: draftOf(held) });
    else if (held && sameAnswer(draft, draftOf(held), kind)) set({ held, theirs: null, saving: 'saved', savedAt: held.editedAt, problem: null });
    else set({ theirs: held, saving: 'overtaken', problem: null });
  };
  return {
    now, write, flush, hear,
    takeTheirs: () => {
      const { theirs, draft } = now.peek();
      if (theirs) set({ held: theirs, draft: draftOf(theirs), theirs: null, putAside: draft, saving: 'still' });
    },
    keepMine: async () => {
      const { theirs } = now.peek();
      if (!theirs) return;
      set({ held: theirs, theirs: null, saving: 'waiting' });
      await flush();
    },
    takeBack: () => {
      const { putAside } = now.peek();
      if (!putAside) return;
      set({ putAside: null });
      write(putAside);
    },
  };
}
