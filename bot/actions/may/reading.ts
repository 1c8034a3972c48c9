/** Permissions for readers of a digest, also in a channel. A refusal is plain text. */
import { type DigestPlace } from '../../../cards/parts/goals/divisions';
import { type DrawnCard } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { readFront } from '../../../src/digest/front-store';
import { programmesIn } from '../../../src/goals/channels';
import { loadProgramme, loadProgrammes, loadRegister } from '../../../src/goals/register';
import { type Locale, type Programme } from '../../../src/goals/schema';
import { type Access, loadAccess } from '../../../src/people/access';
import { mayReadDigest } from '../../../src/rounds/permissions';
import { drawOwnDigest, loadFollowedUnits } from '../../views/draw-own-digest';
import { loadReadableRound, notReadable, type ReadableRound } from '../../views/drill-down-source';
import { type CardActionDeps } from '../../views/turn';
import { type Permission, type Press, type Who } from '../parts/permission';

interface Reader extends Press {
  readonly access: Access;
}

/** The posted card is never replaced: that would show one reader's card to the whole channel. */
function reading<T, D extends DigestPlace>(
  who: Who,
  admit: (reader: Reader, data: D) => Promise<T>,
): Permission<T, D, DrawnCard> {
  return {
    who,
    async answer(press, data, run) {
      const { deps, person } = press;
      const access = await loadAccess(deps.store, person, deps.admins);
      return { ...(await run(await admit({ ...press, access }, data))), replacesPosted: false };
    },
  };
}

interface DigestTurn {
  readonly deps: CardActionDeps;
  readonly programme: Programme;
  /** The programmes whose digests the channel gets in the same language; none outside channels. */
  readonly sharing: readonly Programme[];
  /** The key of their front post: the digest behind it is compared with the post before, as if it were the post. */
  readonly front?: string;
  /** The digest of the units that the person follows, if they may not read the whole one. */
  readonly own?: DrawnCard;
}

/** @throws RefusedError `not-readable`, `unknown-round`. */
export const digestReaders = reading<DigestTurn, DigestPlace>(
  'readers of the digest',
  async (reader, data) => {
    const { deps, person, channel } = reader;
    const programme = await loadProgramme(deps.store, data.programmeId);
    if (!programme) throw new RefusedError('unknown-round');
    if (readsWhole(reader, programme, data))
      return { deps, programme, ...(await sharedWith(deps, channel, data.language)) };
    const own = await drawOwnDigest(deps, data, person);
    if (!own) throw notReadable(programme);
    return { deps, programme, sharing: [], own };
  },
);

/** Whether it is the whole digest that is opened, and not that of the units that the person follows. */
function readsWhole({ access, channel }: Reader, programme: Programme, { own }: DigestPlace): boolean {
  return !own && mayReadDigest(access, programme, channel);
}

/** The programmes whose digests the channel gets in this language, and their front post. */
async function sharedWith(
  { store }: CardActionDeps,
  channel: string | undefined,
  language: Locale,
): Promise<Pick<DigestTurn, 'sharing' | 'front'>> {
  if (channel === undefined) return { sharing: [] };
  const sharing = programmesIn(await loadProgrammes(store), { channel, language });
  const post = sharing.length > 1 ? (await readFront(store, { channel, language }))?.value : undefined;
  return { sharing, ...(post && { front: post.key }) };
}

interface FrontTurn {
  readonly deps: CardActionDeps;
  /** Those whose digests the channel gets in this language; outside channels, those that the person may read. */
  readonly programmes: readonly Programme[];
}

/** Shows only programmes whose digest the person may read here, so it refuses nobody. */
export const frontReaders: Permission<FrontTurn, { readonly language: Locale }, DrawnCard> = {
  who: 'readers of the digest',
  async answer({ deps, person, channel }, { language }, run) {
    const access = await loadAccess(deps.store, person, deps.admins);
    const all = await loadProgrammes(deps.store);
    const here = channel === undefined ? all : programmesIn(all, { channel, language });
    const programmes = here.filter((programme) => mayReadDigest(access, programme, channel));
    return { ...(await run({ deps, programmes })), replacesPosted: false };
  },
};

interface ReadableTurn {
  readonly deps: CardActionDeps;
  readonly access: Access;
  readonly readable: ReadableRound;
}

/** @throws RefusedError `not-readable` if the person may see nothing in the round, `unknown-round`. */
export const goalReaders = reading<ReadableTurn, DigestPlace>('readers of a goal', async (reader, data) => {
  const { deps, person, access } = reader;
  const register = await loadRegister(deps.store, data.programmeId);
  if (!register) throw new RefusedError('unknown-round');
  const readable = await loadReadableRound(deps, person, access, register, data);
  const opensDigest = await mayOpenDigest(reader, register.programme, data);
  return { deps, access, readable: { ...readable, opensDigest } };
});

/** Whether digestReaders would admit them. */
async function mayOpenDigest(reader: Reader, programme: Programme, place: DigestPlace): Promise<boolean> {
  const { deps, person, access } = reader;
  if (readsWhole(reader, programme, place)) return true;
  return (await loadFollowedUnits(deps.store, person, access, programme)).size > 0;
}
