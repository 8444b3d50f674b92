import { t } from '../language/language';
import { sheet } from './view';

/** Gives more of a phone's screen to the map or to what stands over it. */
export function SheetHandle() {
  return (
    <div class="handle">
      <button type="button" class="quiet" disabled={sheet.value === 'low'}
        onClick={() => { sheet.value = sheet.value === 'full' ? 'half' : 'low'; }}>
        <span aria-hidden="true">▾</span> {t('house.more_map')}
      </button>
      <button type="button" class="quiet" disabled={sheet.value === 'full'}
        onClick={() => { sheet.value = sheet.value === 'low' ? 'half' : 'full'; }}>
        <span aria-hidden="true">▴</span> {t('house.more_list')}
      </button>
    </div>
  );
}
