import { AnalysisLegend } from '../analyses/AnalysisLegend';
import { onMap } from '../analyses/analyses';
import { chosenAnalysis, listed, lookOf } from '../hotspots/hotspots';
import { HotspotSign } from '../hotspots/HotspotSign';
import { valueOf } from '../http/loadable';
import { allIncidents } from '../incidents/incidents';
import { t, word } from '../language/language';
import { boundariesShown, context } from '../reference-data/referenceData';
import { contextShown, legendOpen, openLegend } from '../shell/view';
import { layerSpaces, lookOfSpace, shownAreas } from '../spaces/layer';
import { SpaceSign } from '../spaces/SpaceSign';

const bands = ['no_current_concern', 'being_looked_at', 'plan_in_place', 'improving'];

/** What the signs on the map mean: only those that can be on it now. */
export function Legend() {
  const looks = new Set(listed.value.map(({ hotspot }) => lookOf(hotspot)));
  const banded = bands.some((band) => looks.has(band));
  const ofContext = chosenAnalysis.value.subject === 'context';
  const classes = ofContext ? ['context_only'] : ['place_repeat', 'unknown_children', 'insufficient'];
  const spaceLooks = new Set([...layerSpaces.value.filter((space) => space.shape).map(lookOfSpace), ...shownAreas.value.map(({ band }) => `band-${band}`)]);
  const kinds = new Set(allIncidents().map((item) => (item.precision === 'exact' ? item.kind : 'coarse')));

  return (
    <details class="legend" open={legendOpen.value} onToggle={(event) => openLegend(event.currentTarget.open)}>
      <summary>{t('map.legend')}</summary>
      {onMap.value ? <AnalysisLegend view={onMap.value.view} result={onMap.value.result} /> : (
        <ul>
          {banded
            ? bands.map((band) => <li key={band}><HotspotSign look={band} />{word('concern_band', band)}</li>)
            : classes.filter((look) => looks.has(look)).map((look) => (
              <li key={look}>
                <HotspotSign look={look} step={2} />
                <span>{word('cluster_class', look)}</span>
              </li>
            ))}
          {!banded && looks.has('place_repeat') ? (
            <li class="ramp">
              <span>{t('map.legend_children')}</span>
              <span class="ramp-steps">
                <i class="step-1" />2<i class="step-2" />3–4<i class="step-3" />5+
              </span>
            </li>
          ) : null}
          {ofContext && looks.size > 0 ? <li class="note">{t('hotspots.means_context_only')}</li> : null}
          {!banded && looks.size > 0 ? <li class="note">{t('map.legend_number')}</li> : null}
          {[...kinds].sort().map((kind) => (
            <li key={kind} class={kind === 'coarse' ? 'broad' : undefined}><span class={`incident-sign ${kind}`} aria-hidden="true" />{t(`map.legend_${kind}`)}</li>
          ))}
          {[...spaceLooks].map((look) => (
            <li key={`space-${look}`}><SpaceSign look={look} />
              {look === 'ended' ? t('spaces.legend_ended') : t('spaces.legend_band', { band: look.startsWith('band-') ? word('concern_band', look.slice(5)) : word('space_status', look) })}</li>
          ))}
          {contextShown.value && valueOf(context.now.value)?.squares.length ? (
            <li class="broad"><span class="context-swatch" aria-hidden="true" />{t('map.legend_context')}</li>
          ) : null}
          {boundariesShown.value.length > 0 ? <li class="broad"><span class="boundary-swatch" aria-hidden="true" />{t('map.legend_boundaries')}</li> : null}
          {looks.size === 0 && kinds.size === 0 && spaceLooks.size === 0 ? <li class="note">{t('map.legend_empty')}</li> : null}
        </ul>
      )}
    </details>
  );
}
