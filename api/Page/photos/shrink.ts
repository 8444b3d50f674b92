/** Longest edge of a photo that is sent, in pixels. */
export const longestEdge = 1_600;
/** What a photo should weigh at most, in bytes; a very rich one may weigh more. */
export const wantedBytes = 500_000;
/** What the office takes at most, in bytes. */
export const mostBytes = 2 * 1_024 * 1_024;

/** Thrown where the browser can make no picture of a file. */
export class NotAPhoto extends Error {}

export interface Shrunk { jpeg: Blob; width: number; height: number }

/** The size with the same shape whose longer edge is no longer than this; never larger than it was. */
export function fitted(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Edges and qualities in the order in which they are tried: first less exact, then smaller. */
export const trials: { edge: number; quality: number }[] =
  [longestEdge, 1_200, 900].flatMap((edge) => [0.82, 0.7, 0.58].map((quality) => ({ edge, quality })));

/**
 * Draws the picture anew, the right way up, so that only its pixels go on: position, time, device and thumbnail are left behind.
 * @throws NotAPhoto The browser cannot read the file, or it stays too large.
 */
export async function shrink(file: Blob): Promise<Shrunk> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => { throw new NotAPhoto('No picture.'); });
  try {
    let last: Shrunk | null = null;
    for (const { edge, quality } of trials) {
      last = await drawn(picture, edge, quality);
      if (last.jpeg.size <= wantedBytes) return last;
    }
    if (last && last.jpeg.size <= mostBytes) return last;
    throw new NotAPhoto('Too large.');
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap, edge: number, quality: number): Promise<Shrunk> {
  const { width, height } = fitted(picture.width, picture.height, edge);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  if (!pen) throw new NotAPhoto('No canvas.');
  // A picture with see-through parts has white behind them: JPEG would make them black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const jpeg = await new Promise<Blob | null>((keep) => canvas.toBlob(keep, 'image/jpeg', quality));
  if (!jpeg || jpeg.size === 0) throw new NotAPhoto('No picture.');
  return { jpeg, width, height };
}
