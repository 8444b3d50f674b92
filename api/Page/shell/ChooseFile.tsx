import { t } from '../language/language';

interface Props {
  id: string;
  /** Called with what was chosen; the browser's own words beside its field would be in the browser's language. */
  choose: (files: File[]) => void;
  /** Name of the chosen file; null where there is none yet, undefined where the form shows it elsewhere. */
  chosen?: string | null | undefined;
  label?: string;
  accept: string;
  multiple?: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
}

/** A field that takes files, as a button of the house in the reader's language. */
export function ChooseFile({ id, choose, chosen, label = t('house.choose_file'), accept, multiple = false, disabled = false, describedBy }: Props) {
  return (
    <div class="choose-file">
      <input id={id} type="file" accept={accept} multiple={multiple} disabled={disabled}
        aria-describedby={[chosen === undefined ? '' : `${id}-chosen`, describedBy ?? ''].join(' ').trim() || undefined}
        onChange={(event) => {
          const files = [...event.currentTarget.files ?? []];
          // The same file can be chosen again, for instance after it was mended.
          event.currentTarget.value = '';
          if (files.length > 0) choose(files);
        }} />
      <label for={id} class="quiet">{label}</label>
      {chosen === undefined ? null : <span id={`${id}-chosen`} class="file-name">{chosen ?? t('house.no_file')}</span>}
    </div>
  );
}
