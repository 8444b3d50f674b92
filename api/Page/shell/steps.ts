import { useEffect, useRef, useState } from 'preact/hooks';
import { picked } from '../map/PickPoint';
import type { Fault } from './Field';
import { oneAtATime, questionOf, type Question } from './questions';
import { page, sheet, turnInstead, turnTo } from './view';

export type Step = 'write' | 'check' | 'sent';

export interface Steps {
  step: Step;
  /** Goes to a step; to the questions at that of `field`. */
  setStep: (step: Step, field?: string) => void;
  /** For the heading of each step, which takes the focus when the step begins. */
  title: { current: HTMLHeadingElement | null };
  /** Back to the questions, at this one; from there straight to the check again. */
  change: (field: string) => void;
  /** The question that fills a phone's screen. */
  at: number;
  /**
   * What the button under the questions does: the faults to show, and whether all is answered. On a phone what is wrong with this question
   * is shown, or the next one comes.
   */
  forward: (faults: Fault[]) => { show: Fault[]; done: boolean };
}

/**
 * The steps of a form beside the map: its questions, its answers to check, where the record is. It takes the whole sheet meanwhile. Each
 * step and on a phone each question stands in the history: Back, the browser's too, keeps the answers.
 * @param questions The form's questions, in their order.
 * @param untouched True while nothing was written: then the form begins at its first question.
 */
export function useSteps(questions: readonly Pick<Question, 'fields'>[], untouched: () => boolean): Steps {
  const [sent, setSent] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const wanted = useRef<string | null>(null);
  const returning = useRef(false);
  const last = questions.length - 1;
  const now = page.value;
  const at = now === 'check' ? last : Math.min(now, last);
  const step: Step = sent ? 'sent' : now === 'check' ? 'check' : 'write';
  const pageOf = (field: string): number => (oneAtATime.peek() ? questionOf(questions, field) : 0);

  useEffect(() => {
    sheet.value = 'full';
    // Whoever comes back, from a sign-in for instance, reads on where they wrote: the check asks the office anew.
    if (untouched()) turnInstead(0);
    else if (page.peek() === 'check') turnInstead(oneAtATime.peek() ? last : 0);
    const away = (): void => setSent(false);
    window.addEventListener('popstate', away);
    return () => { window.removeEventListener('popstate', away); sheet.value = 'half'; picked.value = null; };
  }, []);
  useEffect(() => {
    if (step !== 'write') returning.current = false;
    const field = wanted.current && document.getElementById(wanted.current);
    wanted.current = null;
    if (field) {
      field.focus();
      field.scrollIntoView({ block: 'center' });
    // Faults that lead back to the questions take the focus themselves.
    } else if (!document.querySelector('.errors')) {
      title.current?.focus();
      document.querySelector('.form .tab-body')?.scrollTo(0, 0);
    }
  }, [step, at]);

  const setStep: Steps['setStep'] = (next, field = '') => {
    setSent(next === 'sent');
    if (next === 'sent') turnInstead(0);
    else turnTo(next === 'check' ? 'check' : pageOf(field));
  };
  const forward: Steps['forward'] = (faults) => {
    if (!oneAtATime.peek()) return { show: faults, done: faults.length === 0 };
    const here = faults.filter(({ field }) => pageOf(field) === at);
    if (here.length > 0) return { show: here, done: false };
    if (at < last && !returning.current) {
      turnTo(at + 1);
      return { show: [], done: false };
    }
    const [first] = faults;
    if (!first) return { show: [], done: true };
    turnTo(pageOf(first.field));
    return { show: faults.filter(({ field }) => pageOf(field) === pageOf(first.field)), done: false };
  };
  const change: Steps['change'] = (field) => {
    wanted.current = field;
    returning.current = true;
    setStep('write', field);
  };
  return { step, setStep, title, change, at, forward };
}
