/** Compares the text after the figure of a typed answer with the unit that its field asks for. Pure. */
import { currencyOf, isSameBase, type MeasuringUnit, measuringUnit } from './measuring-unit';
import { type ScaledNumber } from './parse-number';
import { fieldKindRules, impliedUnits } from '../field-kinds';
import { type Field } from '../schema';

export interface TypedUnit {
  /** As it was typed; empty if there is none. */
  readonly unit: string;
  readonly fits:
    | 'none'
    | 'own'
    /** A plain "350 000 €" where millions of euros are asked for. */
    | 'other-size'
    /** "90 pv" where months are asked for. */
    | 'other'
    /** Another kind of unit altogether: a percentage for money, kronor for euros. */
    | 'wrong'
    /** "5 t€" where millions of euros are asked for. */
    | 'other-scale';
  /** Words that are neither the figure nor a unit: "puuttuu". */
  readonly rest: string;
}

/** The units that a field has in its languages. Money without a unit is in euros; a percentage always accepts "%". */
export function ownUnits({ kind, unit }: Pick<Field, 'kind' | 'unit'>): MeasuringUnit[] {
  const rule = fieldKindRules[kind].unit;
  const implied = impliedUnits[rule];
  const own = Object.values(unit ?? {}).flatMap((text) => (text === undefined ? [] : [measuringUnit(text)]));
  if (implied === '' || (rule !== 'percent' && own.length > 0)) return own;
  return [measuringUnit(implied), ...own];
}

/** How many plain units one of the field's unit is: 1 000 for "t€", 1 for "pv". */
export function ownScale(field: Pick<Field, 'kind' | 'unit'>): number {
  return Math.max(1, ...ownUnits(field).map(({ scale }) => scale));
}

export function typedUnit(
  field: Pick<Field, 'kind' | 'unit'>,
  { percent, unitText = '', scale }: ScaledNumber,
): TypedUnit {
  const own = ownUnits(field);
  if (percent) {
    const fits = own.some(({ base }) => base === '%') ? 'own' : isMoney(field) ? 'wrong' : 'other';
    return { unit: '%', fits, rest: unitText };
  }
  const { unit, rest } = splitUnit(unitText, own);
  return { unit, fits: fitOf(field, own, unit, scale), rest };
}

/** The longest beginning that is a unit; the whole text if it is a short or long form of the field's own unit. */
function splitUnit(text: string, own: readonly MeasuringUnit[]): { unit: string; rest: string } {
  const words = text.split(' ').filter(Boolean);
  for (let count = words.length; count > 0; count--) {
    const unit = words.slice(0, count).join(' ');
    const read = measuringUnit(unit);
    if (read.known || own.some((each) => isSameBase(read, each)))
      return { unit, rest: words.slice(count).join(' ') };
  }
  return { unit: '', rest: text };
}

function isMoney({ kind }: Pick<Field, 'kind'>): boolean {
  return fieldKindRules[kind].unit === 'euro';
}

function fitOf(
  field: Pick<Field, 'kind'>,
  own: readonly MeasuringUnit[],
  unit: string,
  scale: number | undefined,
): TypedUnit['fits'] {
  if (unit === '') return 'none';
  const typed = measuringUnit(unit);
  const currency = currencyOf(typed);
  if (fieldKindRules[field.kind].unit === 'percent') return 'wrong';
  if (currency !== undefined && isMoney(field) && !own.some((each) => currencyOf(each) === currency))
    return 'wrong';
  if (scale !== undefined && !own.some((each) => each.scale === typed.scale)) return 'other-scale';
  const same = own.filter((each) => typed.base === '' || isSameBase(typed, each));
  if (same.some((each) => each.scale === typed.scale)) return 'own';
  return same.length > 0 ? 'other-size' : 'other';
}
