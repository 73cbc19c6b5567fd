/** `vpc.config.json`: what may stand in it, read from its text, every mistake at its place. */
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { ATTRIBUTE_LAYOUTS, type FormatChoices } from '../format/options';
import { parsePattern } from '../../vpc/filename';
import { nearest } from '../../vpc/rules/nearest';
import type { Preset, RuleOptions } from '../../vpc/rules/rule';
import { listOf, mapOf, object, oneOf, text, type Shape, type ShapeProblem } from '../../vpc/shape';
import type { Severity } from '../../xml/problem';
import { DOCUMENT_CODES, isKnownCode } from '../suppression/codes';

/** The name of the file. */
export const CONFIG_FILE = 'vpc.config.json';

/** How bad the problems of a code are; `off`: they are not looked for. */
export type Level = Severity | 'off';

export const LEVELS: readonly Level[] = ['off', 'hint', 'info', 'warning', 'error'];
export const PRESET_NAMES: readonly Preset[] = ['basic', 'extended', 'full'];

/** What can be said for all files, and for some of them. */
export interface ConfigSection {
  readonly preset?: Preset;
  /** By code, or room with `/*`. */
  readonly rules?: Readonly<Record<string, Level>>;
  readonly options?: RuleOptions;
  /** The filename convention, instead of the profile's. */
  readonly fileNamePattern?: string;
  /** How documents are laid out. */
  readonly format?: Partial<FormatChoices>;
  /** The states that may stand in these files; left out: all of the profile's. */
  readonly states?: readonly string[];
}

export interface ConfigOverride extends ConfigSection {
  /** Globs of paths below the configuration file's folder; one without `/` means files of that name anywhere below it. */
  readonly files: readonly string[];
}

export interface ConfigFile extends ConfigSection {
  /** Paths that count from the configuration file's folder. */
  readonly schema?: string;
  readonly profile?: string;
  /** The file with findings that are known, for the command line. */
  readonly baseline?: string;
  readonly overrides?: readonly ConfigOverride[];
}

/** One mistake in the file. */
export interface ConfigProblem extends ShapeProblem {
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
}

/** A file as far as it can be used. */
export interface ReadConfig {
  /** `null` where there are problems: half a configuration would hide what the other half was to show. */
  readonly config: ConfigFile | null;
  readonly problems: readonly ConfigProblem[];
}

const ruleCode: Shape<string> = (value, pointer, report): value is string => {
  const code = value as string;
  if (code.startsWith('xml/')) {
    const message = '"{0}" cannot be changed: what is not well-formed XML cannot be read by anyone. Remove the line.';
    report({ pointer, message, args: [code] });
    return false;
  }
  if (isKnownCode(code)) return true;
  const [similar] = nearest(code, DOCUMENT_CODES);
  const message =
    similar === undefined
      ? 'There is no problem with the code "{0}".'
      : 'There is no problem with the code "{0}". Did you mean {1}?';
  report({ pointer, message, args: similar === undefined ? [code] : [code, similar] });
  return false;
};

const days: Shape<number> = (value, pointer, report): value is number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return true;
  report({ pointer, message: 'Expected a number of days from 0 on.', args: [] });
  return false;
};

function numberFrom(least: number, most: number): Shape<number> {
  return (value, pointer, report): value is number => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return true;
    report({ pointer, message: 'Expected a whole number from {0} to {1}.', args: [String(least), String(most)] });
    return false;
  };
}

const flag: Shape<boolean> = (value, pointer, report): value is boolean => {
  if (typeof value === 'boolean') return true;
  report({ pointer, message: 'Expected true or false.', args: [] });
  return false;
};

/** The bounds are those of the settings in VS Code. */
const formatChoices = object<Partial<FormatChoices>>(
  {},
  {
    insertSpaces: flag,
    tabSize: numberFrom(1, 16),
    attributes: oneOf(ATTRIBUTE_LAYOUTS),
    lineWidth: numberFrom(0, 10_000),
    maxBlankLines: numberFrom(0, 10),
    insertFinalNewline: flag,
    trimFinalNewlines: flag,
  },
);

const fileNamePattern: Shape<string> = (value, pointer, report): value is string => {
  if (typeof value === 'string' && value !== '' && parsePattern(value) !== null) return true;
  const message = 'Expected a filename pattern, as {supplier}_VPC_{published:yyyy-MM-dd}.xml.';
  report({ pointer, message, args: [] });
  return false;
};

/** A scheme of one letter is a drive. */
const path = text(/^(?![a-z][a-z\d+.-]+:)./i, 'a path');

const section = {
  preset: oneOf(PRESET_NAMES),
  rules: mapOf(ruleCode, oneOf(LEVELS)),
  options: object<RuleOptions>({}, { availableDays: days }),
  fileNamePattern,
  format: formatChoices,
  states: listOf(text()),
};

const configFile = object<ConfigFile>(
  {},
  {
    $schema: text(),
    schema: path,
    profile: path,
    baseline: path,
    ...section,
    overrides: listOf(object<ConfigOverride>({ files: listOf(text()) }, section)),
  },
);

/** Reads the text of a configuration file: JSON with comments and trailing commas. */
export function readConfig(json: string): ReadConfig {
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const { offset, length } = error ?? { offset: 0, length: json.length };
    const reason = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    const message = 'This is not JSON (comments are allowed): {0}.';
    return { config: null, problems: [{ pointer: '', message, args: [reason], start: offset, end: offset + length }] };
  }
  const value: unknown = getNodeValue(root);
  const problems: ConfigProblem[] = [];
  const isUsable = configFile(value, '', (problem) => problems.push({ ...problem, ...placeOf(root, problem.pointer) }));
  return { config: isUsable ? value : null, problems };
}

/** Tells where in the text of a configuration a pointer leads; the text is JSON. */
export function placesIn(json: string): (pointer: string) => { start: number; end: number } {
  const root = parseTree(json, [], { allowTrailingComma: true })!;
  return (pointer) => placeOf(root, pointer);
}

/** Where a pointer leads: a property with its name, since either may be what is wrong. */
function placeOf(root: Node, pointer: string): { start: number; end: number } {
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
