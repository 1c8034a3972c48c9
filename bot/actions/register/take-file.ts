/** Keeps a register's file that was dropped into the chat, and asks what it is for. */
import { type Card } from '../../../cards/render';
import { keepFile, type KeptFile } from '../../../src/import/kept-file';
import { type AdminTurn, requireAdmin } from '../../views/admin-turn';
import { firstCard } from './file-card';
import { readRegisterFile } from './read-file';

/** @throws RefusedError `admins-only`; as readRegisterFile. */
export async function takeFile(turn: AdminTurn, file: KeptFile): Promise<Card> {
  requireAdmin(turn);
  const register = await readRegisterFile(turn, file);
  const id = await keepFile(turn.deps.store, turn.person.id, file, turn.now);
  return firstCard(turn, { id, file, register });
}
