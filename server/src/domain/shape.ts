/** Shape checks of JSON files that users write; problems are located by JSON pointers (RFC 6901). */

import { nearest } from '../xml/nearest';

/** One problem in a JSON document. */
export interface ShapeProblem {
  /** RFC 6901; empty for the whole document. */
  readonly pointer: string;
  /** English template with placeholders such as `{0}`. */
  readonly message: string;
  readonly args: readonly string[];
}

/** Reports what is wrong with a value, and returns whether it is a `T`. */
export type Shape<T> = (value: unknown, pointer: string, report: (problem: ShapeProblem) => void) => value is T;

type Properties = Readonly<Record<string, Shape<unknown>>>;

/** A string that is not empty and matches `pattern`; `what` describes it in messages. */
export function text(pattern = /[^]/, what = 'a non-empty string'): Shape<string> {
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

/** `null`, or a value of `shape`. */
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

/** An object whose keys all match `key` and whose values all have a shape. */
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

/** An object with all `needed` properties, any of the `optional` ones, and no others. */
export function object<T>(needed: Properties, optional: Properties = {}): Shape<T> {
  return (value, pointer, report): value is T => {
    if (!isObject(value, pointer, report)) return false;
    const known = { ...needed, ...optional };
    const missing = Object.keys(needed).filter((name) => !Object.hasOwn(value, name));
    for (const name of missing) report({ pointer, message: 'Missing property "{0}".', args: [name] });
    const results = Object.entries(value).map(([name, entry]) => {
      const place = `${pointer}/${escaped(name)}`;
      const shape = Object.hasOwn(known, name) ? known[name] : undefined;
      if (shape !== undefined) return shape(entry, place, report);
      const [similar] = nearest(name, Object.keys(known));
      const list = Object.keys(known).join(', ');
      report(
        similar === undefined
          ? { pointer: place, message: 'Unknown property "{0}". Known properties: {1}.', args: [name, list] }
          : {
              pointer: place,
              message: 'Unknown property "{0}". Did you mean {1}? Known properties: {2}.',
              args: [name, similar, list],
            },
      );
      return false;
    });
    return missing.length === 0 && every(results);
  };
}

/**
 * Reads a JSON document of a shape.
 * @returns the value, or `null` and all problems
 */
export function readJson<T>(json: string, shape: Shape<T>): { value: T | null; problems: readonly ShapeProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: null, problems: [{ pointer: '', message: 'Not valid JSON: {0}.', args: [reason] }] };
  }
  return checkShape(value, shape);
}

/** Nobody corrects more at once, and a hostile file can have millions, each with a search for what was intended. */
const MAX_PROBLEMS = 100;

class EnoughProblems extends Error {}

/** The value if it has the shape, else `null` and its problems, at most {@link MAX_PROBLEMS}. */
export function checkShape<T>(value: unknown, shape: Shape<T>): { value: T | null; problems: readonly ShapeProblem[] } {
  const problems: ShapeProblem[] = [];
  const report = (problem: ShapeProblem): void => {
    problems.push(problem);
    if (problems.length >= MAX_PROBLEMS) throw new EnoughProblems();
  };
  try {
    return { value: shape(value, '', report) ? value : null, problems };
  } catch (error) {
    if (error instanceof EnoughProblems) return { value: null, problems };
    throw error;
  }
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

/** Takes results and not checks, unlike `Array.every`: all checks have run, so all problems are reported at once. */
function every(results: readonly boolean[]): boolean {
  return !results.includes(false);
}

/** How much of a value a message shows, in UTF-16 units. */
const MAX_SHOWN = 200;

function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
