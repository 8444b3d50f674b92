import type { GuardianshipFile, GuardianView } from '../../http/contracts';

type Round = GuardianshipFile['rounds'][number];

/** What is asked of a guardian, in the order in which it is asked; the name on the wire and the word. */
export const guardianPrompts = [
  ['caringIntention', 'caring_intention'], ['confidence', 'confidence'], ['knowsWhoToTell', 'knows_who_to_tell'], ['relations', 'relations'],
] as const;

/** Parts of the week in which nobody is known who cares. */
export const gapsOf = (round: Round): string[] =>
  round.times.filter(({ reading }) => reading === 'nobody' || reading === 'nobody_known_to_care').map(({ time }) => time);

/** What nobody knows of a guardian, as keys of texts. */
export const notKnownOf = (guardian: GuardianView): string[] => [
  ...guardianPrompts.filter(([field]) => guardian[field] === 'not_known').map(([, word]) => `guardian_prompt.${word}`),
  ...(guardian.times.length === 0 ? ['guardianship.when'] : []),
  ...(guardian.training === 'not_known' ? ['guardianship.trained_at_all'] : []),
];

/** Each review beside the round before the plan; none where there is no map to compare with. */
export function pairsOf(rounds: Round[]): { before: Round; after: Round }[] {
  const before = rounds.find(({ round }) => round === 0);
  return before ? rounds.filter(({ round }) => round > 0).map((after) => ({ before, after })) : [];
}
