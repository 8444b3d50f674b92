import { signal } from '@preact/signals';
import { needs } from '../http/api';
import { ShowAgain } from './ShowAgain';
import { StatePurpose } from './StatePurpose';

type Need = 'fresh_sign_in_needed' | 'purpose_needed';
interface Asked { need: Need; answer: (given: boolean) => void; given: Promise<boolean> }

const asked = signal<Asked | null>(null);

/** Asks the person; several acts that wait for the same answer share one question. */
export function ask(need: Need): Promise<boolean> {
  const now = asked.peek();
  if (now?.need === need) return now.given;
  // One question at a time: the second waits until the first is answered.
  if (now) return now.given.then(() => ask(need));
  let answer: (given: boolean) => void = () => undefined;
  const given = new Promise<boolean>((settle) => {
    answer = (yes) => { asked.value = null; settle(yes); };
  });
  asked.value = { need, answer, given };
  return given;
}

needs['fresh_sign_in_needed'] = () => ask('fresh_sign_in_needed');
needs['purpose_needed'] = () => ask('purpose_needed');

/** The question that stands between the person and the act, if any. */
export function Needs() {
  const now = asked.value;
  if (!now) return null;
  return now.need === 'fresh_sign_in_needed' ? <ShowAgain done={now.answer} /> : <StatePurpose done={now.answer} />;
}
