import { useEffect, useRef, useState } from 'preact/hooks';
import { picked } from '../map/PickPoint';
import { sheet } from './view';

export type Step = 'write' | 'check' | 'sent';

export interface Steps {
  step: Step;
  setStep: (step: Step) => void;
  /** For the heading of each step, which takes the focus when the step begins. */
  title: { current: HTMLHeadingElement | null };
  /** Back to the questions, at this one. */
  change: (field: string) => void;
}

/** The steps of a form beside the map: its questions, its answers to check, where the record is. It takes the whole sheet meanwhile. */
export function useSteps(): Steps {
  const [step, setStep] = useState<Step>('write');
  const title = useRef<HTMLHeadingElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    sheet.value = 'full';
    return () => { sheet.value = 'half'; picked.value = null; };
  }, []);
  useEffect(() => {
    const field = wanted.current && document.getElementById(wanted.current);
    wanted.current = null;
    if (field) {
      field.focus();
      field.scrollIntoView({ block: 'center' });
    // Faults that lead back to the questions take the focus themselves.
    } else if (!document.querySelector('.errors')) title.current?.focus();
  }, [step]);
  return { step, setStep, title, change: (field) => { wanted.current = field; setStep('write'); } };
}
