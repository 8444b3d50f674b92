import { signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';

export type Part = 'facts' | 'form' | 'tally' | 'report';
/** What is open in the room of plans: the list where nothing is. */
export const opened = signal<{ id: string | null; part: Part } | null>(null);

/** How plans are listed, and which month is shown: both are as they were left when somebody comes back from a plan. */
export const shownAs = signal<'list' | 'month'>('list');
export const shownMonth = signal(new Date().toISOString().slice(0, 7));

forgetWithPerson(() => { opened.value = null; });
