/** Objects of a JSON document from outside, read without trust in their shape. */
import { checkpoint } from '../../xml/budget';
import { hasIllegalCharacter } from '../../xml/characters';
import type { ImportProblem } from '../problem';

/** Nobody reads more, and a hostile document can have millions. */
const MAX_PROBLEMS = 100;

/** Collects the problems of one document, each once. */
export class ProblemList {
  private readonly found: ImportProblem[] = [];
  private readonly known = new Set<string>();
  private further = 0;

  /** Adds a problem. @param message English template with placeholders (`{0}`) for `args` @param line from 1 */
  add(severity: ImportProblem['severity'], line: number | null, message: string, ...args: string[]): void {
    if (this.found.length >= MAX_PROBLEMS) {
      this.further++;
      return;
    }
    const key = [line, message, ...args].join('\0');
    if (this.known.has(key)) return;
    this.known.add(key);
    this.found.push({ severity, file: 'release document', line, message, args });
  }

  warning(message: string, ...args: string[]): void {
    this.add('warning', null, message, ...args);
  }

  /** All problems, in the order in which they were found; the last one counts those that are left out. */
  all(): ImportProblem[] {
    if (this.further === 0) return this.found;
    const message = '{0} further problems are not shown.';
    const args = [String(this.further)];
    return [...this.found, { severity: 'warning', file: 'release document', line: null, message, args }];
  }
}

/** How much of a value a message shows, in UTF-16 units. */
const MAX_SHOWN = 80;

/** A text from outside as a message shows it: without illegal characters, not too long. */
export function shown(text: string): string {
  if (hasIllegalCharacter(text))
    return shown(
      JSON.stringify(text)
        .slice(1, -1)
        .replace(/[\uFFFE\uFFFF]/g, '\uFFFD'),
    );
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** An object in a JSON document. What has the wrong shape is left out with a warning that has its JSON pointer (RFC 6901). */
export class Part {
  /** A map, because an object of JSON can have any own property, `__proto__` included. */
  private readonly properties: ReadonlyMap<string, unknown>;

  private constructor(
    value: object,
    readonly pointer: string,
    private readonly problems: ProblemList,
  ) {
    this.properties = new Map(Object.entries(value));
  }

  /** The object at the root of a document; `null` where there is another value. */
  static root(value: unknown, problems: ProblemList): Part | null {
    return isObject(value) ? new Part(value, '', problems) : null;
  }

  has(name: string): boolean {
    return this.properties.has(name);
  }

  /** The object in a property; `null` where there is none. */
  object(name: string): Part | null {
    if (!this.has(name)) return null;
    return this.asObject(this.properties.get(name), this.place(name));
  }

  /** The objects in a list; empty where there is none. */
  objects(name: string): Part[] {
    return this.list(name).flatMap((item, index) => this.asObject(item, `${this.place(name)}/${index}`) ?? []);
  }

  /** The text in a property, without leading and trailing whitespace; empty where there is none that XML can hold. */
  text(name: string): string {
    return this.has(name) ? this.asText(this.properties.get(name), this.place(name)) : '';
  }

  /** The texts in a list, as {@link text}, without empty ones. */
  texts(name: string): string[] {
    return this.list(name)
      .map((item, index) => this.asText(item, `${this.place(name)}/${index}`))
      .filter((text) => text !== '');
  }

  /** The number of items in a list; zero where there is none. */
  count(name: string): number {
    return this.list(name).length;
  }

  /** The JSON pointer of a property. */
  place(name: string): string {
    return `${this.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  private list(name: string): readonly unknown[] {
    if (!this.has(name)) return [];
    const value = this.properties.get(name);
    if (Array.isArray(value)) {
      checkpoint(value.length);
      return value;
    }
    this.wrong(value, this.place(name), 'a list');
    return [];
  }

  private asObject(value: unknown, pointer: string): Part | null {
    if (isObject(value)) return new Part(value, pointer, this.problems);
    this.wrong(value, pointer, 'an object');
    return null;
  }

  private asText(value: unknown, pointer: string): string {
    if (typeof value !== 'string') this.wrong(value, pointer, 'a string');
    else if (hasIllegalCharacter(value)) {
      this.problems.warning('"{0}" has a character that XML does not allow. The value is left out.', shown(pointer));
    } else return value.trim();
    return '';
  }

  private wrong(value: unknown, pointer: string, expected: string): void {
    const message = '"{0}" must be {1}, found {2}. It is left out.';
    this.problems.warning(message, shown(pointer), expected, kindOf(value));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
