import type { ObservationFile } from '../../http/contracts';

/** Keys of what a visit looks at, in the order in which they are asked. */
export const observedItems = ['light', 'view', 'people', 'adults', 'way_out', 'upkeep', 'way_home', 'welcome', 'feeling'] as const;

const values = [0, 1, 2, 3];

/** What may be answered to an item, as words of the section `observation_sense`. */
export const answersTo = (item: string): string[] => [...values.map((value) => `${item}_${value}`), 'not_seen'];

/** The word for what was seen. */
export const senseOf = (item: string, value: number | null): string => (value === null ? 'not_seen' : `${item}_${value}`);

/** What was answered, as it is sent; null where it could not be seen. */
export const valueOf = (answer: string): number | null => (answer === 'not_seen' ? null : Number(answer.slice(-1)));

type Change = ObservationFile['changes'][number]['items'][number];

/** Items that somebody saw in either round; what nobody looked at is not told. */
export const toldItems = (items: Change[]): Change[] => items.filter(({ before, after }) => before.visits + after.visits > 0);

/** Once in how many times chance alone would do this. */
export const onceIn = (byChance: number): number => Math.round(1 / byChance);
