/** A programme's logo as reports use it. Pure. */
import { type LogoType } from '../../goals/logo';

export interface Logo {
  readonly type: LogoType;
  readonly bytes: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Alternative text: the organisation's name. */
  readonly text: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size within the room that keeps the logo's proportions, in the room's unit. */
export function fittingLogo({ width, height }: Size, room: Size): Size {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: width * scale, height: height * scale };
}
