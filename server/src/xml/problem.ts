import { shown } from './invisible';

/** The severity of a problem, as named by the Problems view and `vpc lint`. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A second place that explains a problem: in the document `uri`, without one in the same document. */
export interface RelatedPlace {
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
  /** English template with `{0}`-style placeholders for `args`. */
  readonly message: string;
  readonly args: readonly string[];
  readonly uri?: string;
}

/**
 * A problem in a document, as data: nothing parses its message.
 * Severity and message come from the code table of the room that reports it.
 */
export interface Problem {
  /** `xml/…`, `xsd/…` (named after the XSD specification's rule) or `vpc/…`. */
  readonly code: string;
  readonly severity: Severity;
  /** UTF-16 offsets into the document, half-open. */
  readonly start: number;
  readonly end: number;
  /** English template with `{0}`-style placeholders, which {@link render} fills; also the key of its translation. */
  readonly message: string;
  readonly args: readonly string[];
  /** What a fix needs besides the range, by key (for example `expected`: the names that are allowed here). */
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly related?: readonly RelatedPlace[];
}

/**
 * Fills a template's `{0}`, `{1}`, … with `args`. A placeholder without an argument is left as it is. All messages are made
 * here, so characters of an argument that cannot be seen are shown by their code points in all of them.
 */
export function render(template: string, args: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const argument = args[Number(index)];
    return argument === undefined ? placeholder : shown(argument);
  });
}

/** A template for readers who see no problem of it: `…` for each placeholder. */
export function templateText(template: string): string {
  return template.replace(/\{\d+\}/g, '…');
}

/** The same problem `by` UTF-16 units further on: memoised problems have offsets from the start of their node. */
export function shifted(problem: Problem, by: number): Problem {
  if (by === 0) return problem;
  const related = problem.related?.map((place) =>
    place.uri === undefined ? { ...place, start: place.start + by, end: place.end + by } : place,
  );
  return { ...problem, start: problem.start + by, end: problem.end + by, ...(related && { related }) };
}

/**
 * Translates a message into the user's language and fills its placeholders.
 * @param template English, with `{0}`-style placeholders; also the key of the translation
 */
export type Localize = (template: string, ...args: string[]) => string;

/** The texts as they are written: for what must be the same in all languages, and where there is no translation. */
export const english: Localize = (template, ...args) => render(template, args);

/** Texts of a language by their English template. */
export type Translations = Readonly<Record<string, string>>;

/** Messages in the language of some translations; English where these lack a text. */
export function translator(texts: Translations): Localize {
  return (template, ...args) => {
    // A text of a schema or profile can be a word such as "constructor", and the texts can come from a client.
    const text: unknown = Object.hasOwn(texts, template) ? texts[template] : template;
    return render(typeof text === 'string' ? text : template, args);
  };
}

/** One row of the code table of this room. */
export interface CodeEntry {
  readonly severity: Severity;
  /** English template with `{0}`-style placeholders: what is wrong, why, and what to do about it. */
  readonly message: string;
  /** The violated clause: of XML 1.0 (5th edition) or, after `NS`, of Namespaces in XML 1.0 (3rd edition). */
  readonly clause: string;
  /** A document with this problem only, the reported range in `[[…]]`; absent for problems in the bytes. */
  readonly example?: string;
}
