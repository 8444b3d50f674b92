import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { SpaceView } from '../http/contracts';
import { ownerTypes, placeTypes, spaceSensitivities } from '../http/vocabulary';
import { language, number, t } from '../language/language';
import type { Area } from '../map/geometry';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices, type Fault } from '../shell/Field';
import { Line, Lines } from '../shell/Line';
import { Radios, Select } from '../shell/OneOf';
import { cornersAround, partsOf, polygonOf, withPart } from './corners';
import { DrawOutline } from './DrawOutline';
import { referenceOf } from './Outline';
import { outlineFaults, useOutline } from './outlined';
import { ReasonFields, reasonBody, useReason } from './ReasonFields';

export interface Described { nameEn: string; nameCy: string; localNames: string; placeType: string; ownerType: string; sensitivity: string }

export const described = (space?: SpaceView): Described => ({
  nameEn: space?.nameEn ?? '', nameCy: space?.nameCy ?? '', localNames: (space?.localNames ?? []).join('\n'), placeType: space?.placeType ?? '',
  ownerType: space?.ownerType ?? '', sensitivity: space?.sensitivity ?? 'ordinary',
});

export const describedBody = ({ nameEn, nameCy, localNames, placeType, ownerType, sensitivity }: Described): object => ({
  placeType: placeType || undefined, ownerType: ownerType || undefined, sensitivity,
  ...(nameEn.trim() ? { nameEn: nameEn.trim() } : {}), ...(nameCy.trim() ? { nameCy: nameCy.trim() } : {}),
  localNames: localNames.split('\n').map((name) => name.trim()).filter(Boolean),
});

interface Names { nameEn: string; nameCy: string }

/** A name in each language, the reader's own first. */
export function NameFields({ prefix, nameEn, nameCy, set, faults }: Names & { prefix: string; set: (part: Partial<Names>) => void; faults: Fault[] }) {
  const hint = t('spaces.name_hint');
  const english = <Line key="en" id={`${prefix}-nameEn`} label={t('spaces.name_en')} hint={hint} max={120} value={nameEn} faults={faults} change={(next) => set({ nameEn: next })} />;
  const welsh = <Line key="cy" id={`${prefix}-nameCy`} label={t('spaces.name_cy')} hint={hint} max={120} value={nameCy} faults={faults} change={(next) => set({ nameCy: next })} />;
  return <>{language.value === 'cy' ? [welsh, english] : [english, welsh]}</>;
}

/** What a space is called and what it is. */
export function DescriptionFields({ prefix, now, set, faults }: { prefix: string; now: Described; set: (part: Partial<Described>) => void; faults: Fault[] }) {
  return (
    <>
      <NameFields prefix={prefix} nameEn={now.nameEn} nameCy={now.nameCy} set={set} faults={faults} />
      <Lines id={`${prefix}-localNames`} label={t('spaces.local_names')} hint={t('spaces.local_hint')} value={now.localNames} faults={faults} max={1200} rows={2} change={(localNames) => set({ localNames })} />
      <Select id={`${prefix}-placeType`} label={t('spaces.place_type')} words="place_type" options={placeTypes} chosen={now.placeType} faults={faults} choose={(placeType) => set({ placeType })} />
      <Select id={`${prefix}-ownerType`} label={t('spaces.owner_type')} words="owner_type" options={ownerTypes} chosen={now.ownerType} faults={faults} choose={(ownerType) => set({ ownerType })} />
      <Radios id={`${prefix}-sensitivity`} label={t('spaces.sensitivity')} words="space_sensitivity" options={spaceSensitivities} chosen={now.sensitivity} faults={faults} choose={(sensitivity) => set({ sensitivity })} />
    </>
  );
}

/** Puts right what is said of a space and, where somebody draws it anew, its outline; what it replaces is kept with the reason. */
export function EditDialog({ space, close, done }: { space: SpaceView; close: () => void; done: () => void }) {
  const [now, setNow] = useState(described(space));
  const [drawing, setDrawing] = useState(false);
  const standing = (space.shape ?? null) as Area | null;
  const [parts] = useState(() => (standing ? partsOf(standing) : []));
  // One line around is drawn anew as it is; of what has parts or holes one line is, and the rest stays.
  const several = parts.length > 1 || parts.some(({ coordinates }) => coordinates.length > 1);
  const [part, setPart] = useState<number | 'all'>(0);
  const outline = useOutline(parts[0] ? cornersAround(parts[0]) : []);
  const reason = useReason();
  const act = useAct('edit');
  const redrawn = drawing && outline.changed;
  const send = (): void => {
    const faults = redrawn ? outlineFaults('edit', outline.corners) : [];
    if (faults.length > 0) act.setFaults(faults);
    else void act.run(() => call(`/spaces/${space.id}`, {
      method: 'PUT', ifMatch: `"${space.version}"`,
      body: {
        ...describedBody(now), ...(space.platform ? { platform: space.platform } : {}), ...(redrawn && standing ? { shape: part === 'all' ? polygonOf(outline.corners) : withPart(standing, part, outline.corners) } : {}),
        ...(reason.text.trim() ? reasonBody(reason) : {}),
      },
    }).then(done));
  };
  return (
    <ActDialog id="edit" title={t('spaces.edit')} act={act} send={send} close={close} button={t('house.save')}>
      <DescriptionFields prefix="edit" now={now} set={(part) => setNow({ ...now, ...part })} faults={act.faults} />
      {standing && !drawing ? <button type="button" class="quiet start" id="edit-redraw" onClick={() => setDrawing(true)}>{t('spaces.redraw')}</button> : null}
      {drawing && several ? (
        <>
          <Choices id="edit-part" label={t('spaces.redraw_which')}>
            {[...parts.keys(), 'all' as const].map((one) => (
              <label class="choice" key={one}>
                <input type="radio" id={one === 0 ? 'edit-part' : `edit-part-${one}`} name="edit-part" checked={part === one} onChange={() => { setPart(one); outline.begin(one === 'all' ? [] : cornersAround(parts[one]!)); }} />
                <span>{one === 'all' ? t('spaces.redraw_all') : t(parts.length > 1 ? 'spaces.redraw_part' : 'spaces.redraw_line', { part: number(one + 1), reference: referenceOf(parts[one]!) })}</span>
              </label>
            ))}
          </Choices>
          <p class="note-box">{t(part === 'all' ? 'spaces.redraw_parts' : 'spaces.redraw_part_means')}</p>
        </>
      ) : null}
      {drawing ? <DrawOutline key={part} prefix="edit" outline={outline} standing={standing} faults={act.faults} /> : null}
      <ReasonFields prefix="edit" reason={reason} faults={act.faults} hint="spaces.reason_needed" />
    </ActDialog>
  );
}
