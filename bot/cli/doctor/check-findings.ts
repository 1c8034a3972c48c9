/** The checks that a running bot also makes itself: ticks, digests, delivery, secret, store, disk and clock. */
import { organisationCalendar } from '../../../src/goals/organisation-days';
import { type Finding, findingIds } from '../../../src/health/finding';
import { type Observed } from '../../../src/health/observed';
import { findingsIn, healthLimits } from '../../../src/health/rules';
import { diskFree, expiryOf, limitsOf, observe } from '../../process/health/observe';
import { type Check, type CheckLine, type Patient, storeTodo } from './check';
import { findingWords } from './finding-words';

export const checkFindings: Check = async (patient) => {
  const { config } = patient;
  const limits = config ? limitsOf(config) : healthLimits;
  const { observed, lines } = await seen(patient);
  const findings = new Map(findingsIn(observed, limits).map((finding) => [finding.id, finding]));
  return [
    ...lines,
    ...(patient.store && !observed.lastTick && lines.length === 0 ? [neverTicked] : []),
    ...findingIds.flatMap((id) => {
      // Without a store there is nothing to compare the clock with.
      if (id === 'clock-wrong' && !observed.rounds) return [];
      return lineOf(id, observed, findings.get(id)) ?? [];
    }),
    ...secretLines(patient),
  ];
};

const neverTicked: CheckLine = {
  check: 'last tick',
  verdict: 'look',
  says: 'none on this store yet',
  todo: 'start the bot',
};

/** The secret and the disk are checked without a store too. A fault in one part of the store hides no other. */
async function seen(patient: Patient): Promise<{ observed: Observed; lines: readonly CheckLine[] }> {
  const { store, storeConfig, clock, config } = patient;
  if (!store || !storeConfig) return { observed: await withoutStore(patient), lines: [] };
  const lines: CheckLine[] = [];
  const credential = config?.credential;
  const onFault = (error: unknown) => {
    const says = error instanceof Error ? error.message : String(error);
    lines.push({ check: 'store', verdict: 'broken', says, todo: storeTodo });
  };
  const holidays = organisationCalendar(store);
  // A store that cannot be read is reported by what follows.
  await holidays.refresh().catch(() => undefined);
  const deps = { store, storeConfig, clock, holidays, onFault, ...(credential && { credential }) };
  return { observed: await observe(deps), lines };
}

async function withoutStore({ storeConfig, clock, config }: Patient): Promise<Observed> {
  const secretExpires = config && expiryOf(config.credential);
  const diskFreeBytes = storeConfig && (await diskFree(storeConfig));
  return {
    now: clock.now(),
    ...(secretExpires && { secretExpires }),
    ...(diskFreeBytes !== undefined && { diskFreeBytes }),
  };
}

function lineOf(id: Finding['id'], observed: Observed, finding?: Finding): CheckLine | undefined {
  const { check, well, wrong, todo } = findingWords[id];
  if (!finding) {
    const says = well(observed);
    return says === undefined ? undefined : { check, verdict: 'ok', says };
  }
  const rounds = (finding.rounds ?? []).map(({ programmeId, period }) => `${programmeId} ${period}`);
  const { severity, figures } = finding;
  const says = wrong(figures, [...new Set(rounds)].join(', '), severity);
  return { check, verdict: severity === 'broken' ? 'broken' : 'look', says, todo };
}

/** For a credential without a secret, or a password whose expiry is unknown. */
function secretLines({ config }: Patient): CheckLine[] {
  const check = 'secret';
  if (config?.credential.type === 'managed-identity')
    return [{ check, verdict: 'ok', says: 'a managed identity has none that expires' }];
  if (config?.credential.type !== 'password' || config.credential.expires) return [];
  const todo = 'set MICROSOFT_APP_PASSWORD_EXPIRES to the expiry date in the app registration';
  return [{ check, verdict: 'look', says: 'it is not known when the password expires', todo }];
}
