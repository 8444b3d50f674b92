import { t, word } from '../../language/language';
import type { Act } from '../../shell/act';
import { Line } from '../../shell/Line';
import { Select } from '../../shell/OneOf';
import { Tick } from '../../spaces/Tick';
import { safetyColours, type SafetyColour } from '../../takepart/squares';
import { reasonsOf, type KeyedSquare } from './keyedMap';

interface OneKeyedSquareProps { square: KeyedSquare; reasons: readonly string[]; change: (next: KeyedSquare) => void; add: () => void; act: Act }

/** The square that is keyed in now, on one line; Enter anywhere in it puts it on the map and does not send the map. */
export function OneKeyedSquare({ square, reasons, change, add, act }: OneKeyedSquareProps) {
  const said = reasonsOf(square.numbers, reasons) ?? [];
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset class="field-group keyed-square" onKeyDown={enter}>
      <legend>{t('paper_map.one')}</legend>
      <p class="hint">{t('paper_map.one_hint')}</p>
      <div class="row quarter">
        <Line id="key-cell" label={t('paper_map.square')} hint={t('paper_map.square_hint')} max={6} value={square.cell} faults={act.faults} change={(cell) => change({ ...square, cell })} />
        <Select id="key-colour" label={t('safety_map.colour')} words="safety_colour" options={safetyColours} chosen={square.colour} faults={act.faults}
          choose={(colour) => change({ ...square, colour: colour as SafetyColour | '' })} />
        <Line id="key-reasons" label={t('paper_map.reasons')} hint={t('paper_map.reasons_hint')} max={60} value={square.numbers} faults={act.faults} change={(numbers) => change({ ...square, numbers })} />
      </div>
      <p role="status">{said.map((reason) => word('safety_reason', reason)).join(', ')}</p>
      <Tick id="key-safe" label={t('paper_map.star')} on={square.safePlace} flip={() => change({ ...square, safePlace: !square.safePlace })} />
      <Tick id="key-adult" label={t('paper_map.face')} on={square.trustedAdult} flip={() => change({ ...square, trustedAdult: !square.trustedAdult })} />
      <button type="button" class="quiet start" id="key-put" onClick={add}>{t('paper_map.put')}</button>
    </fieldset>
  );
}
