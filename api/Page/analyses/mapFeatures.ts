import type { Feature } from 'geojson';
import { computed } from '@preact/signals';
import type { EffortAreasResult, LivesResult, ScanResult } from '../http/contracts';
import { number } from '../language/language';
import { feature, middleOf, type Area } from '../map/geometry';
import { tab } from '../shell/view';
import { chosenPart, onMap, open } from './analyses';
import { cellAreas } from './cells';
import { effortRows, lookOfEffort } from './effort';
import { livesIn, newestWindow, stageKey } from './lives';
import { circlesToTell, scanSignificance } from './scan';

/** What an analysis puts on the map: its areas and the numbers in them. */
export interface OnMap { areas: Feature[]; numbers: Feature[] }

function circles(result: ScanResult): OnMap {
  const told = circlesToTell(result, chosenPart.value);
  return {
    areas: told.map(({ cluster: { shape, p }, at }) => feature(shape as Area, {
      key: String(at), fill: at === 0 ? 'harm-2' : 'harm-1', pattern: 'none', edge: p <= scanSignificance ? 'solid' : 'dotted',
    }, at)),
    numbers: told.map(({ cluster: { shape }, at }) => feature({ type: 'Point', coordinates: middleOf(shape as Area) }, { label: number(at + 1) }, at)),
  };
}

/** The window whose outlines are on the map: that of the chosen stage, else the newest. */
export const windowOnMap = (result: LivesResult): number => {
  const window = Number(chosenPart.value?.split('/')[1] ?? Number.NaN);
  return Number.isNaN(window) ? newestWindow(result) : window;
};

function outlines(result: LivesResult): OnMap {
  const there = livesIn(result, windowOnMap(result));
  return {
    areas: there.map(({ life, stage }, at) => feature(stage.shape as Area, {
      key: stageKey(life.number, stage.window), fill: stage.class === 'place_repeat' ? 'harm-2' : 'surface',
      pattern: 'none', edge: stage.class === 'place_repeat' ? 'solid' : 'dotted',
    }, at)),
    numbers: there.map(({ life, stage }, at) =>
      feature({ type: 'Point', coordinates: middleOf(stage.shape as Area) }, { label: number(life.number) }, at)),
  };
}

// Only the chosen cell has its number: beside each other in a town they would cover the cells.
function effort(result: EffortAreasResult): OnMap {
  const chosen = effortRows(result.areas).filter(({ at }) => String(at) === chosenPart.value);
  return {
    areas: result.areas.map((area, at) => feature(area.shape as Area, { key: String(at), ...lookOfEffort(area) }, at)),
    numbers: chosen.map(({ area, at }) => feature({ type: 'Point', coordinates: middleOf(area.shape as Area) }, { label: number(at + 1) }, at)),
  };
}

/** The analysis on screen as areas for the map; null when none with places is. */
export const analysisOnMap = computed<OnMap | null>(() => {
  const result = onMap.value?.result;
  if (!result) return null;
  return result.kind === 'cells' ? { areas: cellAreas(result), numbers: [] } : result.kind === 'scan' ? circles(result)
    : result.kind === 'effort' ? effort(result) : outlines(result);
});

/** The part of the area that the analysis on screen was asked about. */
export const askedArea = computed<Feature[]>(() => {
  const area = tab.value === 'analyses' ? open.value?.request.area : null;
  return area ? [feature(area as Area, {})] : [];
});
