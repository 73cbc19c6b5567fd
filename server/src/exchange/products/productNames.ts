/**
 * Compares the names of products in release documents with those of a product list.
 *
 * A listed name means the product of that name, in all versions and on all processors: `Windows 11` means
 * `Windows 11 Version 24H2 for x64-based Systems`. A name with any other word is another product: `Windows Server 2022, 23H2 Edition`
 * and `Windows Server 2022 (Server Core installation)` are not `Windows Server 2022`.
 */

/** A name in its parts. */
export interface ProductName {
  readonly text: string;
  /** Lower-case words, without those for the processor and without words that distinguish nothing. */
  readonly words: readonly string[];
  /** The processor, as one word; `null`: any. */
  readonly processor: string | null;
}

/** Spellings of one processor. */
const PROCESSORS: Readonly<Record<string, string>> = {
  x64: 'x64',
  amd64: 'x64',
  '64-bit': 'x64',
  '64bit': 'x64',
  x86: 'x86',
  '32-bit': 'x86',
  '32bit': 'x86',
  arm64: 'arm64',
  arm: 'arm',
  itanium: 'itanium',
};
/** Words after a processor that belong to it: `x64-based Systems`, `32-bit editions`. */
const AFTER_PROCESSOR = new Set(['based', 'systems', 'system', 'edition', 'editions']);
const VERSION_AHEAD = new Set(['version', 'v']);
/** Words that distinguish no products. */
const IGNORED = new Set(['microsoft', 'for', 'installation', 'r', 'tm']);
/** Words of a version, a service pack, or a branch of updates. */
const VERSION = /^(?:v?\d[\w.]*|sp\d*|cu\d*|gdr|qfe|rtm)$/;
/** A name in letters and digits; hyphens in them belong to processors. */
const WORD = /\d\d-?bit|[\p{L}\p{N}]+(?:[.+][\p{L}\p{N}]+)*/giu;

/** The parts of a name. */
export function productName(text: string): ProductName {
  const words: string[] = [];
  let processor: string | null = null;
  let isAfterProcessor = false;
  const all = shortened(text.normalize('NFKC').toLowerCase()).match(WORD) ?? [];
  for (const word of all) {
    const named: string | null = Object.hasOwn(PROCESSORS, word) ? PROCESSORS[word]! : null;
    if (named !== null) processor = named;
    const isPart: boolean = named !== null || (isAfterProcessor && AFTER_PROCESSOR.has(word));
    isAfterProcessor = isPart;
    if (!isPart && !IGNORED.has(word) && !VERSION_AHEAD.has(word)) words.push(word);
  }
  return { text, words, processor };
}

/** Phrases of several words as one. */
function shortened(text: string): string {
  return text
    .replace(/\bservice pack (\d)/g, 'sp$1')
    .replace(/\bcumulative update (\d)/g, 'cu$1')
    .replace(/\bcu (\d)/g, 'cu$1');
}

/** Whether a name in a document is the product of a listed name, or one of its versions. */
export function isOf(target: ProductName, listed: ProductName): boolean {
  const { words } = listed;
  if (words.length === 0 || !startsWith(target.words, words) || !isSameProcessor(target, listed)) return false;
  const rest = target.words.slice(words.length);
  // `Windows Server 2022 23H2` names what `Windows Server 2022, 23H2 Edition` is called.
  const isEdition = rest.length === 1 && rest[0] === 'edition' && words.length > 1 && VERSION.test(words.at(-1)!);
  return isEdition || rest.every((word) => VERSION.test(word));
}

/** Whether a listed name is a version of the product of a name in a document: `Windows Server 2022 21H2`. */
export function isVersionOf(listed: ProductName, target: ProductName): boolean {
  return listed.words.length > target.words.length && isOf(listed, target);
}

/** Whether the words of one name are the first ones of another. */
export function continues(longer: ProductName, shorter: ProductName): boolean {
  return startsWith(longer.words, shorter.words);
}

function startsWith(words: readonly string[], first: readonly string[]): boolean {
  return first.length <= words.length && first.every((word, index) => words[index] === word);
}

function isSameProcessor(a: ProductName, b: ProductName): boolean {
  return a.processor === null || b.processor === null || a.processor === b.processor;
}

/** A name in a release document, in its parts: `Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2019`. */
export interface TargetName {
  readonly text: string;
  /** What is patched; several where the name lists several versions: `.NET Framework 3.5` and `.NET Framework 4.8`. */
  readonly subjects: readonly ProductName[];
  /** What it runs on; `null` where the name does not say. */
  readonly host: ProductName | null;
}

const HOST = /^(.+?) (?:installed )?on (.+)$/i;
/** The last of several versions, and those before it. */
const VERSIONS = /^(.*?)(\d[\w.]*(?:(?:\/| and )\d[\w.]*)+)(.*)$/i;

/** The parts of a name in a release document. */
export function targetName(text: string): TargetName {
  const [, software, host] = HOST.exec(text) ?? [];
  const subject = software ?? text;
  const [, before, versions, after] = VERSIONS.exec(subject) ?? [];
  const subjects =
    versions === undefined ? [subject] : versions.split(/\/| and /i).map((version) => `${before}${version}${after}`);
  return { text, subjects: subjects.map(productName), host: host === undefined ? null : productName(host) };
}

/** Words in the names of systems, and those that these names begin with. */
const SYSTEM_WORDS = new Set(['linux', 'unix', 'ubuntu', 'debian', 'rhel']);
const FIRST_WORDS = new Set(['mac', 'macos', 'ios', 'android']);

/** Whether a name is that of an operating system. */
export function isSystem({ words }: ProductName): boolean {
  const [first = '', second = ''] = words;
  if (first === 'windows') return second === '' || /^(?:\d.*|server|rt|vista|xp)$/.test(second);
  return FIRST_WORDS.has(first) || words.some((word) => SYSTEM_WORDS.has(word));
}
