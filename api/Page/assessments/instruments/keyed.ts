import { Problem } from '../../http/api';

/** A refusal whose fields (`survey[2].text`) name the questions that they belong to, as the form on screen does. */
export function fieldOf(problem: unknown, items: readonly string[]): unknown {
  if (!(problem instanceof Problem)) return problem;
  const errors = problem.errors.map((error) => {
    const at = /^survey\[(\d+)\]/.exec(error.field ?? '')?.[1];
    return at === undefined ? error : { ...error, field: items[Number(at)] ?? error.field };
  });
  return new Problem(problem.code, problem.status, problem.title, problem.detail, errors, problem.held);
}
