import { effect, signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';
import { blurred } from './points';

/** Whether the room is shown on a wall: larger, alone on the screen, without who wrote what, with points blurred. */
export const presenting = signal(false);
forgetWithPerson(() => { presenting.value = false; });
effect(() => { document.documentElement.classList.toggle('presenting', presenting.value); });

/** What somebody wrote, as it may be shown here: on a wall without its points. */
export const said = (text: string | null | undefined): string => (presenting.value ? blurred(text ?? '') : text ?? '');
