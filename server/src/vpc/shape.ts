/** Checks of JSON values that users write: what is wrong, and where (a JSON pointer, RFC 6901). */

import { nearest } from './rules/nearest';

/** One mistake in a JSON document. */
export interface ShapeProblem {
  /** RFC 6901; empty for the whole document. */
  readonly pointer: string;
  /** English template with `{0}`-style places. */
  readonly message: string;
  readonly args: readonly string[];
}

/** Looks at a value, reports what is wrong with it, and says whether it may be used as `T`. */
export type Shape<T> = (value: unknown, pointer: string, report: (problem: ShapeProblem) => void) => value is T;

type Properties = Readonly<Record<string, Shape<unknown>>>;

/** A string that is not empty and matches `pattern`; `what` says in words what is expected. */
export function text(pattern = /[^]/, what = 'a text that is not empty'): Shape<string> {
  return (value, pointer, report): value is string => {
    if (typeof value === 'string' && pattern.test(value)) return true;
    report({ pointer, message: 'Expected {0}, found {1}.', args: [what, found(value)] });
    return false;
  };
}

/** One of a few strings. */
export function oneOf<T extends string>(allowed: readonly T[]): Shape<T> {
  return (value, pointer, report): value is T => {
    if ((allowed as readonly unknown[]).includes(value)) return true;
    report({ pointer, message: 'Expected one of {0}; found {1}.', args: [allowed.join(', '), found(value)] });
    return false;
  };
}

/** `null`, or what `shape` takes. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, pointer, report): value is T | null => value === null || shape(value, pointer, report);
}

/** A list whose items all have a shape. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, pointer, report): value is readonly T[] => {
    if (!Array.isArray(value)) {
      report({ pointer, message: 'Expected {0}, found {1}.', args: ['a list', found(value)] });
      return false;
    }
    return every(value.map((entry, index) => item(entry, `${pointer}/${index}`, report)));
  };
}

/** An object with any keys that `key` takes, whose values all have a shape. */
export function mapOf<T>(key: Shape<string>, item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, pointer, report): value is Readonly<Record<string, T>> =>
    isObject(value, pointer, report) &&
    every(
      Object.entries(value).map(([name, entry]) => {
        const place = `${pointer}/${escaped(name)}`;
        return every([key(name, place, report), item(entry, place, report)]);
      }),
    );
}

/** An object with `needed` properties, perhaps `optional` ones, and no others. */
export function object<T>(needed: Properties, optional: Properties = {}): Shape<T> {
  return (value, pointer, report): value is T => {
    if (!isObject(value, pointer, report)) return false;
    const known = { ...needed, ...optional };
    const missing = Object.keys(needed).filter((name) => !(name in value));
    for (const name of missing) report({ pointer, message: 'The property "{0}" is missing.', args: [name] });
    const verdicts = Object.entries(value).map(([name, entry]) => {
      const place = `${pointer}/${escaped(name)}`;
      const shape = Object.hasOwn(known, name) ? known[name] : undefined;
      if (shape !== undefined) return shape(entry, place, report);
      const [similar] = nearest(name, Object.keys(known));
      const list = Object.keys(known).join(', ');
      report(
        similar === undefined
          ? { pointer: place, message: 'There is no property "{0}" here; there are {1}.', args: [name, list] }
          : {
              pointer: place,
              message: 'There is no property "{0}" here. Did you mean {1}? There are {2}.',
              args: [name, similar, list],
            },
      );
      return false;
    });
    return missing.length === 0 && every(verdicts);
  };
}

/**
 * Reads a JSON document of a shape.
 * @returns the value where there are no problems, otherwise `null` and all of them
 */
export function readJson<T>(json: string, shape: Shape<T>): { value: T | null; problems: readonly ShapeProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: null, problems: [{ pointer: '', message: 'This is not JSON: {0}.', args: [reason] }] };
  }
  const problems: ShapeProblem[] = [];
  return { value: shape(value, '', (problem) => problems.push(problem)) ? value : null, problems };
}

function isObject(
  value: unknown,
  pointer: string,
  report: (problem: ShapeProblem) => void,
): value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
  report({ pointer, message: 'Expected {0}, found {1}.', args: ['an object', found(value)] });
  return false;
}

/** Unlike `Array.every` on the checks themselves, all of them have run by now: all mistakes are reported in one go. */
function every(verdicts: readonly boolean[]): boolean {
  return !verdicts.includes(false);
}

function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value) ?? 'nothing';
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
