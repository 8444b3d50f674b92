import { signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';

export type Part = 'facts' | 'form' | 'tally' | 'report';
/** What is open in the room of plans: the list where nothing is. */
export const opened = signal<{ id: string | null; part: Part } | null>(null);

forgetWithPerson(() => { opened.value = null; });
