/** The profile: which element plays which role, how files are named, the states and what may follow them. */
import { parsePattern, TOKEN_ROLES } from './filename';
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

/** A value of a code list: `id` for the tools, `value` as it stands in a file. */
export interface Coded<Id extends string> {
  readonly id: Id;
  readonly value: string;
}

/** A patch lifecycle state. */
export interface State extends Coded<StateId> {
  readonly party: Party;
  /** Shown beside colour and text, so that none of them carries the meaning alone. */
  readonly symbol: string;
}

/** Where somebody tells more of what an identifier names. */
export interface LinkPattern {
  readonly kind: IdentifierKind;
  /** A regular expression that the whole identifier has to match. */
  readonly pattern: string;
  /** An address with `{0}` for the identifier, `{1}` for the first group of the pattern, and so on. */
  readonly target: string;
}

/** Names of a container's element and of its children, by role. */
export interface ContainerNames<C extends Container> {
  readonly element: string;
  /** Where the report describes it, for example `Table 4, Patch`. */
  readonly table: string;
  readonly children: Readonly<Partial<Record<RoleIn<C>, string>>>;
}

/** `schemas/profile.json`, or a user's own; described by `schemas/profile.schema.json`. */
export interface Profile {
  readonly name: string;
  readonly version: string;
  readonly note: string;
  /** Key of a row's `source`: where such rows come from, in words. */
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
  /** Worst first. */
  readonly severities: readonly Coded<SeverityId>[];
  readonly patchTypes: readonly Coded<PatchTypeId>[];
  /** Left out: identifiers lead nowhere. */
  readonly links?: readonly LinkPattern[];
}

/** A local name: the profile speaks of names without prefix. */
const name = text(/^[^\s:]+$/, 'a name without prefix and blanks');
const some = text();

function containerNames<C extends Container>(container: C): Shape<ContainerNames<C>> {
  const needed: readonly string[] = NEEDED_ROLES[container];
  const optional = ROLES[container].filter((role) => !needed.includes(role));
  return object({ element: name, table: some, children: object(all(needed, name), all(optional, name)) });
}

function all(keys: readonly string[], shape: Shape<unknown>): Record<string, Shape<unknown>> {
  return Object.fromEntries(keys.map((key) => [key, shape]));
}

const profileShape = object<Profile>(
  {
    name: some,
    version: some,
    note: some,
    sources: mapOf(text(/^[A-Z]$/, 'one capital letter'), some),
    recognition: object({ fileNames: listOf(some) }, { namespaces: listOf(text(/^/, 'a text')) }),
    containers: object({
      publication: containerNames('publication'),
      'patch-vendor': containerNames('patch-vendor'),
      patch: containerNames('patch'),
      product: containerNames('product'),
    }),
    attributes: object({}, all(ATTRIBUTE_ROLES, name)),
    fileName: object({ pattern: text(/\{/, 'a pattern with at least one token in braces') }),
    states: listOf(object({ id: oneOf(STATE_IDS), value: some, party: oneOf(PARTIES), symbol: some })),
    transitions: mapOf(oneOf(STATE_IDS), listOf(oneOf(STATE_IDS))),
    severities: listOf(object({ id: oneOf(SEVERITY_IDS), value: some })),
    patchTypes: listOf(object({ id: oneOf(PATCH_TYPE_IDS), value: some })),
  },
  {
    $schema: some,
    links: listOf(
      object({ kind: oneOf(IDENTIFIER_KINDS), pattern: some, target: text(/^https?:\/\//, 'a web address') }),
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
  const doubts = [...sharedNames(value), ...patternDoubts(value), ...linkDoubts(value)];
  return { profile: doubts.length === 0 ? value : null, problems: doubts };
}

/** A child that plays two roles of one container would be read as the first only. */
function sharedNames(profile: Profile): ShapeProblem[] {
  return Object.entries(profile.containers).flatMap(([container, { children }]) => {
    const seen = new Map<string, string>();
    return Object.entries(children).flatMap(([role, element]): ShapeProblem[] => {
      const earlier = seen.get(element);
      seen.set(element, earlier ?? role);
      if (earlier === undefined) return [];
      return [
        {
          pointer: `/containers/${container}/children/${role}`,
          message: 'The element "{0}" plays the role "{1}" already; name another one or leave this role out.',
          args: [element, earlier],
        },
      ];
    });
  });
}

function patternDoubts({ fileName: { pattern } }: Profile): ShapeProblem[] {
  if (parsePattern(pattern) !== null) return [];
  const roles = TOKEN_ROLES.join(', ');
  return [
    {
      pointer: '/fileName/pattern',
      message: 'A token of "{0}" cannot be read. In braces stands one of {1}, for a date with a format such as {2}.',
      args: [pattern, roles, '{published:yyyy-MM-dd}'],
    },
  ];
}

function linkDoubts({ links = [] }: Profile): ShapeProblem[] {
  return links.flatMap(({ pattern }, index): ShapeProblem[] => {
    try {
      new RegExp(pattern, 'u');
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = 'This is no regular expression: {0}';
      return [{ pointer: `/links/${index}/pattern`, message, args: [reason] }];
    }
  });
}
