import type { ScanCluster, ScanResult } from '../http/contracts';

/** At or below this a circle is more than chance. */
export const scanSignificance = 0.05;

/** Circles beyond chance, the one that stands out most, and the chosen one: the others would only look like findings. */
export const circlesToTell = ({ clusters }: ScanResult, chosen: string | null): { cluster: ScanCluster; at: number }[] =>
  clusters.map((cluster, at) => ({ cluster, at })).filter(({ cluster, at }) => at === 0 || cluster.p <= scanSignificance || String(at) === chosen);
