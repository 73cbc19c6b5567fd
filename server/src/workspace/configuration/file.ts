/** Reads `vpc.config.json`, and reports its problems with their ranges. */
import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { normalisedName, type Aliases } from '../../domain/identity';
import { ATTRIBUTE_LAYOUTS, MAX_TAB_SIZE, type FormatChoices } from './formatOptions';
import { patternFault } from '../../domain/fileName';
import { isGlobFault, readGlob, type GlobOptions } from '../../domain/pattern/glob';
import { nearest } from '../../xml/nearest';
import type { Preset, RuleOptions } from '../../rules/rule';
import { checkShape, listOf, mapOf, object, oneOf, text, type Shape, type ShapeProblem } from '../../domain/shape';
import type { Severity } from '../../xml/problem';
import { DOCUMENT_CODES, isKnownCode } from '../suppression/codes';

/** The name of the file. */
export const CONFIG_FILE = 'vpc.config.json';

/** The severity of problems of a code; `off`: they are not looked for. */
export type Level = Severity | 'off';

export const LEVELS: readonly Level[] = ['off', 'hint', 'info', 'warning', 'error'];
export const PRESET_NAMES: readonly Preset[] = ['basic', 'extended', 'full'];

/** The settings for all files, or in an override for some of them. */
export interface ConfigSection {
  readonly preset?: Preset;
  /** By code, or by prefix with `/*`. */
  readonly rules?: Readonly<Record<string, Level>>;
  readonly options?: RuleOptions;
  /** The filename convention; left out: the profile's. */
  readonly fileNamePattern?: string;
  /** Formatting options. */
  readonly format?: Partial<FormatChoices>;
  /** The states that are allowed in these files; left out: all of the profile's. */
  readonly states?: readonly string[];
}

export interface ConfigOverride extends ConfigSection {
  /** Globs of paths relative to the configuration file's folder; one without `/` matches file names in all folders below. */
  readonly files: readonly string[];
}

export interface ConfigFile extends ConfigSection {
  /** Paths relative to the configuration file's folder. */
  readonly schema?: string;
  /** Whether a schema with errors is refused, for the command line. */
  readonly strictSchema?: boolean;
  readonly profile?: string;
  /** The file with known problems, for the command line. */
  readonly baseline?: string;
  /** The list of the supplier's products, for new files and imports. */
  readonly products?: string;
  /** Globs (as in an override) of the asset owner's own files: they lie over the suppliers' statements in the matrix. */
  readonly owner?: readonly string[];
  readonly aliases?: Aliases;
  /** By severity: the days from the release of a patch within which it is to be installed. For plans. */
  readonly timeframes?: Timeframes;
  /** How tables are read that others write. */
  readonly tables?: { readonly columns?: TableColumns };
  readonly overrides?: readonly ConfigOverride[];
}

/** By severity: days. */
export type Timeframes = Readonly<Record<string, number>>;

/** The columns of tables that `vpc apply`, `vpc import table` and `vpc plan` read; the values are their heads. */
export const TABLE_COLUMNS = [
  ...(['patch', 'vendor', 'supplier', 'product', 'version', 'platform'] as const),
  ...(['state', 'date', 'comment', 'restriction', 'restart'] as const),
  ...(['title', 'type', 'severity', 'released', 'revised', 'vulnerabilities', 'targets', 'supersedes', 'url'] as const),
  ...(['asset', 'zone'] as const),
] as const;
export type TableColumns = Readonly<Partial<Record<(typeof TABLE_COLUMNS)[number], string>>>;

/** A problem of the file. */
export interface ConfigProblem extends ShapeProblem {
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
}

/** The content of a configuration file. */
export interface ReadConfig {
  /** `null` where there are problems: half a configuration would hide what the other half is to show. */
  readonly config: ConfigFile | null;
  readonly problems: readonly ConfigProblem[];
}

const ruleCode: Shape<string> = (value, pointer, report): value is string => {
  const code = value as string;
  if (code.startsWith('xml/')) {
    const message = '"{0}" cannot be configured: well-formedness errors are always reported. Remove the line.';
    report({ pointer, message, args: [code] });
    return false;
  }
  if (isKnownCode(code)) return true;
  const [similar] = nearest(code, DOCUMENT_CODES);
  const message =
    similar === undefined ? 'Unknown problem code "{0}".' : 'Unknown problem code "{0}". Did you mean {1}?';
  report({ pointer, message, args: similar === undefined ? [code] : [code, similar] });
  return false;
};

const days: Shape<number> = (value, pointer, report): value is number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return true;
  report({ pointer, message: 'Expected a whole number of days, 0 or more.', args: [] });
  return false;
};

function numberFrom(min: number, max: number): Shape<number> {
  return (value, pointer, report): value is number => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return true;
    report({ pointer, message: 'Expected a whole number from {0} to {1}.', args: [String(min), String(max)] });
    return false;
  };
}

const flag: Shape<boolean> = (value, pointer, report): value is boolean => {
  if (typeof value === 'boolean') return true;
  report({ pointer, message: 'Expected true or false.', args: [] });
  return false;
};

/** The limits are those of the settings in package.json. */
const formatChoices = object<Partial<FormatChoices>>(
  {},
  {
    insertSpaces: flag,
    tabSize: numberFrom(1, MAX_TAB_SIZE),
    attributes: oneOf(ATTRIBUTE_LAYOUTS),
    lineWidth: numberFrom(0, 10_000),
    maxBlankLines: numberFrom(0, 10),
    insertFinalNewline: flag,
    trimFinalNewlines: flag,
  },
);

const fileNamePattern: Shape<string> = (value, pointer, report): value is string => {
  if (typeof value !== 'string') {
    return text()(value, pointer, report);
  }
  const fault = patternFault(value);
  if (fault !== null) report({ pointer, ...fault });
  return fault === null;
};

/** How globs of a configuration are read. */
export const CONFIG_GLOBS: GlobOptions = { dot: true, negation: true };

/** Each file of a workspace is compared with all globs of a list. In UTF-16 units. */
const MAX_GLOBS_LENGTH = 10_000;

const glob: Shape<string> = (value, pointer, report): value is string => {
  if (!text()(value, pointer, report)) return false;
  const read = readGlob(value, CONFIG_GLOBS);
  if (isGlobFault(read)) report({ pointer, ...read });
  return !isGlobFault(read);
};

const globs: Shape<readonly string[]> = (value, pointer, report): value is readonly string[] => {
  if (!listOf(glob)(value, pointer, report)) return false;
  if (isShort(value)) return true;
  report({ pointer, message: TOO_MANY_GLOBS, args: [String(MAX_GLOBS_LENGTH)] });
  return false;
};

const TOO_MANY_GLOBS = 'The globs must not be longer than {0} characters together. Use fewer and more general ones.';

function isShort(list: readonly string[]): boolean {
  return list.reduce((sum, { length }) => sum + length, 0) <= MAX_GLOBS_LENGTH;
}

/** No URI (but a scheme of one letter is a drive), no other computer, no device, one line. */
const path = text(/^(?![a-z][a-z\d+.-]+:)(?![\\/]{2})[^\p{Cc}\p{Cf}]+$/iu, 'the path of a file on this computer');

const section = {
  preset: oneOf(PRESET_NAMES),
  rules: mapOf(ruleCode, oneOf(LEVELS)),
  options: object<RuleOptions>({}, { availableDays: days }),
  fileNamePattern,
  format: formatChoices,
  states: listOf(text()),
};

const overrideList = listOf(object<ConfigOverride>({ files: globs }, section));

/** All overrides together are compared with each file. */
const overrides: Shape<readonly ConfigOverride[]> = (value, pointer, report): value is readonly ConfigOverride[] => {
  if (!overrideList(value, pointer, report)) return false;
  if (isShort(value.flatMap(({ files }) => files))) return true;
  report({ pointer, message: TOO_MANY_GLOBS, args: [String(MAX_GLOBS_LENGTH)] });
  return false;
};

/** A name that is another name of two things, or of a thing that is itself another name, would be ambiguous. */
const aliasTable: Shape<Readonly<Record<string, readonly string[]>>> = (
  value,
  pointer,
  report,
): value is Readonly<Record<string, readonly string[]>> => {
  const isTable = mapOf(text(), listOf(text()));
  if (!isTable(value, pointer, report)) return false;
  const names = new Map<string, string>();
  const taken = new Map([...Object.keys(value)].reverse().map((name) => [normalisedName(name), name]));
  let isClear = true;
  for (const [name, others] of Object.entries(value)) {
    for (const [index, other] of others.entries()) {
      const key = normalisedName(other);
      const earlier = names.get(key);
      names.set(key, name);
      const isOwn = key === normalisedName(name);
      if (isOwn || (!taken.has(key) && (earlier === undefined || earlier === name))) continue;
      const message = '"{0}" is already a name of "{1}". Remove one of the two.';
      const holder = earlier ?? taken.get(key);
      report({
        pointer: `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}`,
        message,
        args: [other, holder!],
      });
      isClear = false;
    }
  }
  return isClear;
};

const aliases = object<Aliases>(
  {},
  { suppliers: aliasTable, vendors: aliasTable, products: aliasTable, patches: aliasTable },
);

const configFile = object<ConfigFile>(
  {},
  {
    $schema: text(),
    schema: path,
    strictSchema: flag,
    profile: path,
    baseline: path,
    products: path,
    owner: globs,
    aliases,
    timeframes: mapOf(text(), days),
    tables: object<NonNullable<ConfigFile['tables']>>({}, { columns: mapOf(oneOf(TABLE_COLUMNS), text()) }),
    ...section,
    overrides,
  },
);

/** Reads the text of a configuration file: JSON with comments and trailing commas. */
export function readConfig(json: string): ReadConfig {
  const excess = excessIn(json);
  if (excess !== null) return { config: null, problems: [excess] };
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const { offset, length } = error ?? { offset: 0, length: json.length };
    const reason = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    const message = 'Not valid JSON with comments: {0}.';
    return { config: null, problems: [{ pointer: '', message, args: [reason], start: offset, end: offset + length }] };
  }
  const value: unknown = getNodeValue(root);
  const { value: config, problems } = checkShape(value, configFile);
  return { config, problems: problems.map((problem) => ({ ...problem, ...rangeAt(root, problem.pointer) })) };
}

/** A configuration is written by hand. In UTF-16 units. */
const MAX_LENGTH = 1_000_000;
/** A configuration has four levels. The parser is recursive. */
const MAX_DEPTH = 50;

/** The problem of a text that is too long or nested too deeply to be read; `null` for any other. */
function excessIn(json: string): ConfigProblem | null {
  if (json.length > MAX_LENGTH) {
    const message = 'A configuration must not be longer than {0} characters.';
    return { pointer: '', message, args: [String(MAX_LENGTH)], start: 0, end: 1 };
  }
  const scanner = createScanner(json, true);
  let depth = 0;
  while (scanner.getPosition() < json.length) {
    scanner.scan();
    // Strings have two quotes, so that a token of one character is no string.
    const token = scanner.getTokenLength() === 1 ? json[scanner.getTokenOffset()]! : ' ';
    if ('{['.includes(token)) depth++;
    if ('}]'.includes(token)) depth--;
    if (depth > MAX_DEPTH) {
      const start = scanner.getTokenOffset();
      return {
        pointer: '',
        message: 'Nested too deeply. Limit: {0}.',
        args: [String(MAX_DEPTH)],
        start,
        end: start + 1,
      };
    }
  }
  return null;
}

/** A function from JSON pointers to ranges of a configuration's text. @param json without syntax errors */
export function rangesIn(json: string): (pointer: string) => { start: number; end: number } {
  const root = parseTree(json, [], { allowTrailingComma: true })!;
  return (pointer) => rangeAt(root, pointer);
}

/** The range of a value; of a property, with its name, since either can be wrong. */
function rangeAt(root: Node, pointer: string): { start: number; end: number } {
  const segments = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: Node = root;
  for (const segment of segments) {
    node = findNodeAtLocation(node, [node.type === 'array' ? Number(segment) : segment]) ?? node;
  }
  const { offset, length } = node.parent?.type === 'property' ? node.parent : node;
  return pointer === '' ? { start: offset, end: offset + 1 } : { start: offset, end: offset + length };
}
