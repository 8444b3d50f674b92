import { effect, signal } from '@preact/signals';
import { forgetWithPerson } from '../shell/kept';

/** Whether the room is shown on a wall: larger, alone on the screen, without who wrote what, with points blurred. */
export const presenting = signal(false);
forgetWithPerson(() => { presenting.value = false; });
effect(() => { document.documentElement.classList.toggle('presenting', presenting.value); });
