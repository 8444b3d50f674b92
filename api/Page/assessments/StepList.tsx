import type { AssessmentFile } from '../http/contracts';
import { t, word } from '../language/language';
import { partOf, stepFor, type Blocker, type Part } from './steps';

interface Props { file: AssessmentFile; go: (part: Part) => void }

/** What there is to do, in the order of the work: done, to do, or what comes first. */
export function StepList({ file, go }: Props) {
  const { steps } = file;
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <section class="part" aria-labelledby="steps-title">
      <div class="part-head">
        <h3 id="steps-title">{t('assessments.steps')}</h3>
        <p class="hint">{t('assessments.steps_done', { done, all: steps.length })}</p>
      </div>
      <ol class="task-list">
        {steps.map(({ key, state, blocked }) => {
          const part = partOf(key);
          const name = word('assessment_step', key);
          return (
            <li key={key} class={state}>
              <span class="task-name">{part ? <button type="button" class="link" id={`step-${key}`} onClick={() => go(part)}>{name}</button> : <span id={`step-${key}`}>{name}</span>}</span>
              <span class={state === 'done' ? 'state on' : state === 'blocked' ? 'state over' : 'state'}>{word('step_state', state)}</span>
              {blocked.length > 0 ? <Blockers file={file} blocked={blocked} go={go} /> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What stands in the way, in words, each with the way to where it can be mended. */
export function Blockers({ file, blocked, go }: Props & { blocked: Blocker[] }) {
  return (
    <ul class="plain-list blockers">
      {blocked.map((one) => {
        const step = stepFor(one, file.steps);
        const part = partOf(step);
        return (
          <li key={one}>{word('assessment_blocker', one)}
            {part ? <>{' '}<button type="button" class="link" onClick={() => go(part)}>{t('assessments.go_to', { step: word('assessment_step', step) })}</button></> : null}</li>
        );
      })}
    </ul>
  );
}
