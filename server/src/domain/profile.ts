/** The profile: which element has which role, how files are named, the states and their transitions. */
import { MAX_PATTERN_LENGTH, parsePattern, patternFault, TOKEN_ROLES } from './fileName';
import { normalisedName, type PatchIdentifierRule } from './identity';
import { isExpressionFault, readExpression } from './pattern/expression';
import { IDENTIFIER_KINDS, type IdentifierKind } from './identifiers/kinds';
import {
  ATTRIBUTE_ROLES,
  NEEDED_ROLES,
  PARTIES,
  PATCH_TYPE_IDS,
  ROLES,
  SEVERITY_IDS,
  STATE_IDS,
  type AttributeRole,
  type Container,
  type Party,
  type PatchTypeId,
  type RoleIn,
  type SeverityId,
  type StateId,
} from './roles';
import { listOf, mapOf, object, oneOf, readJson, text, type Shape, type ShapeProblem } from './shape';

/** A value of a code list: `id` for the tools, `value` as it is written in files. */
export interface Coded<Id extends string> {
  readonly id: Id;
  readonly value: string;
}

/** A patch lifecycle state. */
export interface State extends Coded<StateId> {
  readonly party: Party;
  /** Shown beside colour and text, so that none of them alone conveys the meaning. */
  readonly symbol: string;
}

/** A web page with more information on what an identifier names. */
export interface LinkPattern {
  readonly kind: IdentifierKind;
  /** A regular expression that must match the whole identifier. */
  readonly pattern: string;
  /** A URL with `{0}` for the identifier, `{1}` for the first group of the pattern, and so on. */
  readonly target: string;
}

/** Names of a container's element and of its children, by role. */
export interface ContainerNames<C extends Container> {
  readonly element: string;
  readonly children: Readonly<Partial<Record<RoleIn<C>, string>>>;
}

/** `schemas/profile.json`, or a user's own; described by `schemas/profile.schema.json`. */
export interface Profile {
  readonly name: string;
  readonly version: string;
  readonly note: string;
  /** By the key in a row's `source`: a description of where such rows come from. */
  readonly sources: Readonly<Record<string, string>>;
  readonly recognition: {
    /** Glob patterns of file names. */
    readonly fileNames: readonly string[];
    /** Namespaces of the root element; left out: any. */
    readonly namespaces?: readonly string[];
  };
  readonly containers: { readonly [C in Container]: ContainerNames<C> };
  readonly attributes: Readonly<Partial<Record<AttributeRole, string>>>;
  readonly fileName: { readonly pattern: string };
  readonly states: readonly State[];
  readonly transitions: Readonly<Partial<Record<StateId, readonly StateId[]>>>;
  /** Other names of states, by id: accepted where a person types a state, not in files. */
  readonly synonyms?: Readonly<Partial<Record<StateId, readonly string[]>>>;
  /** Most severe first. */
  readonly severities: readonly Coded<SeverityId>[];
  readonly patchTypes: readonly Coded<PatchTypeId>[];
  /** How patch identifiers of a vendor are compared; left out: as names. */
  readonly patchIdentifiers?: readonly PatchIdentifierRule[];
  /** Left out: identifiers have no links. */
  readonly links?: readonly LinkPattern[];
}

/** A local name: names in the profile have no prefix. */
const name = text(/^[^\s:]+$/, 'a name without prefix or whitespace');
const nonEmpty = text();

/** A glob of names: a path in it could only mean files elsewhere. */
const fileNameGlob: Shape<string> = (value, pointer, report): value is string => {
  if (!nonEmpty(value, pointer, report)) return false;
  if (value.length > MAX_PATTERN_LENGTH) {
    const args = [String(MAX_PATTERN_LENGTH)];
    report({ pointer, message: 'A glob must not be longer than {0} characters.', args });
    return false;
  }
  if (!/[/\\\p{Cc}]/u.test(value)) return true;
  const message = '"{0}" must be a glob of file names, without folders. Example: {1}.';
  report({ pointer, message, args: [value, '*_VPC_*.xml'] });
  return false;
};

/** Each file name is compared with all of them. */
const MAX_FILE_NAME_GLOBS = 50;

const fileNameGlobs: Shape<readonly string[]> = (value, pointer, report): value is readonly string[] => {
  if (!listOf(fileNameGlob)(value, pointer, report)) return false;
  if (value.length <= MAX_FILE_NAME_GLOBS) return true;
  report({ pointer, message: 'A list must not have more than {0} globs.', args: [String(MAX_FILE_NAME_GLOBS)] });
  return false;
};

function containerNames<C extends Container>(container: C): Shape<ContainerNames<C>> {
  const needed: readonly string[] = NEEDED_ROLES[container];
  const optional = ROLES[container].filter((role) => !needed.includes(role));
  const children = object(all(needed, name), all(optional, name));
  // Older profiles have a `table`; its number is in the element tables now.
  return object({ element: name, children }, { table: nonEmpty });
}

function all(keys: readonly string[], shape: Shape<unknown>): Record<string, Shape<unknown>> {
  return Object.fromEntries(keys.map((key) => [key, shape]));
}

const profileShape = object<Profile>(
  {
    name: nonEmpty,
    version: nonEmpty,
    note: nonEmpty,
    sources: mapOf(text(/^[A-Z]$/, 'one capital letter'), nonEmpty),
    recognition: object({ fileNames: fileNameGlobs }, { namespaces: listOf(text(/^/, 'a string')) }),
    containers: object({
      publication: containerNames('publication'),
      'patch-vendor': containerNames('patch-vendor'),
      patch: containerNames('patch'),
      product: containerNames('product'),
    }),
    attributes: object({}, all(ATTRIBUTE_ROLES, name)),
    fileName: object({ pattern: text(/\{/, 'a pattern with at least one placeholder in braces') }),
    states: listOf(object({ id: oneOf(STATE_IDS), value: nonEmpty, party: oneOf(PARTIES), symbol: nonEmpty })),
    transitions: mapOf(oneOf(STATE_IDS), listOf(oneOf(STATE_IDS))),
    severities: listOf(object({ id: oneOf(SEVERITY_IDS), value: nonEmpty })),
    patchTypes: listOf(object({ id: oneOf(PATCH_TYPE_IDS), value: nonEmpty })),
  },
  {
    $schema: nonEmpty,
    synonyms: mapOf(oneOf(STATE_IDS), listOf(nonEmpty)),
    patchIdentifiers: listOf(object({ vendor: nonEmpty, optionalPrefix: nonEmpty })),
    links: listOf(
      object({
        kind: oneOf(IDENTIFIER_KINDS),
        pattern: nonEmpty,
        target: text(/^https?:\/\//, 'an http or https URL'),
      }),
    ),
  },
);

/**
 * Reads a profile.
 * @param json the text of the file
 * @returns `profile` is `null` where there are problems
 */
export function readProfile(json: string): { profile: Profile | null; problems: readonly ShapeProblem[] } {
  const { value, problems } = readJson(json, profileShape);
  if (value === null) return { profile: null, problems };
  const semanticProblems = [
    ...duplicateNames(value),
    ...duplicateStateNames(value),
    ...patternProblems(value),
    ...linkProblems(value),
  ];
  return { profile: semanticProblems.length === 0 ? value : null, problems: semanticProblems };
}

/** A child element with two roles in one container would be read in the first one only. */
function duplicateNames(profile: Profile): ShapeProblem[] {
  return Object.entries(profile.containers).flatMap(([container, { children }]) => {
    const seen = new Map<string, string>();
    return Object.entries(children).flatMap(([role, element]): ShapeProblem[] => {
      const earlier = seen.get(element);
      seen.set(element, earlier ?? role);
      if (earlier === undefined) return [];
      return [
        {
          pointer: `/containers/${container}/children/${role}`,
          message: 'The element "{0}" already has the role "{1}". Name another element, or omit this role.',
          args: [element, earlier],
        },
      ];
    });
  });
}

/** A name of two states would set the first of them. */
function duplicateStateNames({ states, synonyms = {} }: Profile): ShapeProblem[] {
  const known = new Map(
    states.flatMap(({ id, value }) => [value, id].map((text) => [normalisedName(text), id] as const)),
  );
  return Object.entries(synonyms).flatMap(([id, names]) =>
    names.flatMap((text, index): ShapeProblem[] => {
      const other = known.get(normalisedName(text));
      if (other === undefined || other === id) {
        known.set(normalisedName(text), id as StateId);
        return [];
      }
      const message = '"{0}" already names the state "{1}". Remove it here.';
      return [{ pointer: `/synonyms/${id}/${index}`, message, args: [text, other] }];
    }),
  );
}

function patternProblems({ fileName: { pattern } }: Profile): ShapeProblem[] {
  const fault = patternFault(pattern);
  if (fault === null) return [];
  if (pattern.length > MAX_PATTERN_LENGTH || parsePattern(pattern) !== null) {
    return [{ pointer: '/fileName/pattern', ...fault }];
  }
  const roles = TOKEN_ROLES.join(', ');
  return [
    {
      pointer: '/fileName/pattern',
      message: 'Invalid placeholder in "{0}". Use one of {1} in braces; a date takes a format, for example {2}.',
      args: [pattern, roles, '{published:yyyy-MM-dd}'],
    },
  ];
}

/** Link patterns are compared with each identifier of a file: all of them together must not be large. In instructions. */
const MAX_LINKS_SIZE = 4_000;

function linkProblems({ links = [] }: Profile): ShapeProblem[] {
  let size = 0;
  return links.flatMap(({ pattern }, index): ShapeProblem[] => {
    if (size > MAX_LINKS_SIZE) return [];
    const read = readExpression(pattern);
    const pointer = `/links/${index}/pattern`;
    if (isExpressionFault(read)) return [{ pointer, ...read }];
    size += read.instructions.length;
    if (size <= MAX_LINKS_SIZE) return [];
    return [{ pointer, message: 'The link patterns are too large together. Remove some of them.', args: [] }];
  });
}
