import { signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';
import { enter } from '../shell/view';
import type { Part } from './steps';

/** The assessment that is open in its room, which part of it, and which prompt was asked for; null for the list. */
export const chosen = signal<{ id: string; part: Part; prompt?: string } | null>(null);
/** What the room shows where no assessment is open. */
export const shown = signal<'list' | 'todo' | 'form'>('list');
forgetWithPerson(() => { chosen.value = null; shown.value = 'list'; });

/** Goes to one assessment. */
export function show(id: string, part: Part = null): void {
  chosen.value = { id, part };
  enter('assessments');
}
