/** Type and size of a picture, from its first bytes. Pure. */

export type ImageType = 'png' | 'jpeg';

export interface ImageSize {
  readonly type: ImageType;
  /** In pixels, at least 1. */
  readonly width: number;
  readonly height: number;
}

const largestSide = 10_000;

/** `undefined` if it is neither a PNG nor a JPEG, or is damaged. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = pngSize(view) ?? jpegSize(view);
  return size && [size.width, size.height].every((side) => side >= 1 && side <= largestSide)
    ? size
    : undefined;
}

/** The signature, then the header chunk with width and height (PNG specification, 5.2 and 11.2.2). */
function pngSize(view: DataView): ImageSize | undefined {
  const isPng = view.byteLength >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a;
  return isPng ? { type: 'png', width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

/** Segments until the start of the frame, which has height and width (ITU-T T.81, B.2.2). */
function jpegSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
