/** A programme's logo for its reports: a small picture in a row of its own, so that every replica has it. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { put, readRow, remove, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { imageSize, type ImageType } from './image-size';
import { existingProgramme, programmesPartition } from './register';

export type LogoType = ImageType;

/** In bytes. It is in every file and, in base64, within an Azure entity's 1 MiB. */
export const largestLogo = 200 * 1024;

export interface StoredLogo {
  readonly type: LogoType;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Base64. */
  readonly data: string;
}

const logoKey = (programmeId: string) => `logo|${programmeId}`;

export async function loadLogo(store: EntityStore, programmeId: string): Promise<StoredLogo | undefined> {
  return (await readLogo(store, programmeId))?.value;
}

function readLogo(store: EntityStore, programmeId: string): Promise<Row<StoredLogo> | undefined> {
  return readRow<StoredLogo>(store, programmesPartition, logoKey(programmeId));
}

/**
 * @param bytes a PNG or JPEG of at most `largestLogo`
 * @throws RefusedError `unknown-programme`, `logo-too-large`, `logo-unreadable`.
 * @throws ConflictError if somebody else changes it at the same time.
 */
export async function saveLogo(
  store: EntityStore,
  programmeId: string,
  bytes: Uint8Array,
  actor: Actor,
  now: Date,
): Promise<StoredLogo> {
  await existingProgramme(store, programmeId);
  if (bytes.length > largestLogo)
    throw new RefusedError('logo-too-large', { bytes: String(bytes.length), most: String(largestLogo) });
  const size = imageSize(bytes);
  if (!size) throw new RefusedError('logo-unreadable');
  const logo: StoredLogo = { ...size, data: Buffer.from(bytes).toString('base64') };
  const row = await readLogo(store, programmeId);
  const entry = audit(
    {
      ...{ ...actor, what: 'programme-changed', programmeId },
      ...(row && { from: { logo: described(row.value) } }),
      to: { logo: described(logo) },
    },
    now,
  );
  await store.commit(programmesPartition, [put(row, logoKey(programmeId), logo), entry]);
  return logo;
}

/** @returns whether there was one. @throws RefusedError `unknown-programme` @throws ConflictError */
export async function removeLogo(
  store: EntityStore,
  programmeId: string,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  await existingProgramme(store, programmeId);
  const row = await readLogo(store, programmeId);
  if (!row) return false;
  const from = { logo: described(row.value) };
  await store.commit(programmesPartition, [
    remove(row),
    audit({ ...actor, what: 'programme-changed', programmeId, from }, now),
  ]);
  return true;
}

function described({ type, width, height }: StoredLogo): string {
  return `${type} ${width} × ${height}`;
}
