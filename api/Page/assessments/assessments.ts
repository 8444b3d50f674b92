import { signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';
import { enter } from '../shell/view';
import type { Part } from './steps';

/** The assessment that is open in its room, and which part of it; null for the list. */
export const chosen = signal<{ id: string; part: Part } | null>(null);
forgetWithPerson(() => { chosen.value = null; });

/** Goes to one assessment. */
export function show(id: string, part: Part = null): void {
  chosen.value = { id, part };
  enter('assessments');
}
