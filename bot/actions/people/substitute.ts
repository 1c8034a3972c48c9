/** Sets and removes a person's substitute for some days. */
import { z } from 'zod';
import { type SubstituteCardSource } from '../../../cards/substitute/data';
import { RefusedError } from '../../../src/errors';
import { removeSubstitute, setSubstitute } from '../../../src/people/substitutions';
import { daySchema } from '../../../src/periods/working-days';
import { refusalText } from '../../views/error-replies';
import { substituteCard } from '../../views/people/substitute';
import { inputText } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { anybody } from '../may/plain';
import { action } from '../parts/action';
import { anyInput } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { shown, shownOnce } from '../parts/results';

const form = z.object({}).catchall(anyInput);

export const substituteSet = action('substitute-set', form, anybody, async ({ deps, person }, data) => {
  const wording = wordingFor(person.language);
  const [from, to] = [inputText(data, 'from'), inputText(data, 'to')];
  const typed = { person: inputText(data, 'person_typed'), from, to };
  const formAgain = async (more: Partial<SubstituteCardSource>, known = '') =>
    shownOnce(
      await substituteCard(deps, person, { typed: { ...typed, person: typed.person || known }, ...more }),
    );
  const named = await namedPerson(deps, person.id, data);
  const days = [from, to].every((day) => daySchema.safeParse(day).success);
  const problems = [
    ...('problem' in named ? [wording.text(named.problem)] : []),
    ...(days ? [] : [wording.text('substitute.dayRequired')]),
  ];
  if ('problem' in named) return formAgain({ problems, candidates: named.candidates });
  const { id, name } = named.found;
  if (!days) return formAgain({ problems }, id);
  try {
    await setSubstitute(deps.store, { personId: person.id, substituteId: id, from, to }, deps.clock.now());
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return formAgain({ problems: [await refusalText(deps, error, wording)] }, id);
  }
  const values = { name: `${name} (${id})`, from: wording.day(from), to: wording.day(to) };
  const text = wording.text('substitute.done', values);
  return shown(await substituteCard(deps, person, { banner: { text, style: 'good' } }));
});

const removed = z.object({ from: daySchema });

export const substituteRemove = action(
  'substitute-remove',
  removed,
  anybody,
  async ({ deps, person }, { from }) => {
    const wasThere = await removeSubstitute(deps.store, person.id, from, deps.clock.now());
    const text = wordingFor(person.language).text(wasThere ? 'substitute.removed' : 'substitute.gone');
    const banner = { text, style: wasThere ? ('good' as const) : ('warning' as const) };
    return shown(await substituteCard(deps, person, { banner }));
  },
);
