/** What a rule is: an entry in the table of rules, a check, and perhaps fixes. One file a rule. */
import type { Problem, Severity } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import type { Draft } from '../draft';
import type { Fact, Range } from '../fact';
import type { ProductFacts } from '../identifiers/facts';
import type { Entry, PlacedEntry } from '../model';
import type { Container, FactRole } from '../roles';
import type { Vocabulary } from '../vocabulary';
import type { Fix } from './fixes';

/** `basic` holds what would mislead a reader, `extended` (the default) is wider, `full` adds style and completeness. */
export type Preset = 'basic' | 'extended' | 'full';

/** What is wrong, in the frame of the entry that was checked. */
export interface Finding {
  /** Key of one of the rule's messages. */
  readonly message: string;
  readonly args: readonly string[];
  /** Counts from the start of the entry's element. */
  readonly range: Range;
  readonly related?: readonly { readonly message: string; readonly args: readonly string[]; readonly range: Range }[];
  readonly data?: Problem['data'];
}

/** What a rule may know of a document besides its text. A rule that needs what is left out says nothing. */
export interface RuleContext {
  /** The last segment of the file's path; `null` where the document has no file (yet). */
  readonly fileName: string | null;
  /** The present, in milliseconds since 1970. */
  readonly now?: number | undefined;
  /** What other files say. */
  readonly others?: OtherFiles | undefined;
  /** The edition of this publication that this one follows. */
  readonly previous?: PreviousEdition | undefined;
  /** Which rules run; left out: those of `extended`. */
  readonly preset?: Preset | undefined;
  /** Which rules run, by id; goes before the preset. */
  readonly isWanted?: ((id: string) => boolean) | undefined;
  readonly options?: RuleOptions | undefined;
}

/** What can be set for rules. */
export interface RuleOptions {
  /** vpc/still-available: so many days after its release a patch should be in test; left out: 30. */
  readonly availableDays?: number;
}

export interface OtherFiles {
  /** False while files are still being read. */
  readonly complete: boolean;
  /** Whether some other file describes a patch. */
  describes(patchId: string): boolean;
}

/** An edition, in values as they stand in its file; `''` where there is none. */
export interface PreviousEdition {
  /** What people call it: its file's name. */
  readonly name: string;
  readonly version: string;
  readonly published: string;
  /** The products under a patch of a vendor. */
  products(vendorId: string, patchId: string): readonly ProductFacts[];
}

/** A document with what its rules need; fixes are made from it anew. */
export interface RuleDocument extends RuleContext {
  readonly tree: XmlTree;
  readonly vocabulary: Vocabulary;
}

/** A publication of the rule's documentation; tests run it in every vocabulary. */
export interface Example {
  /** What it shows, in a few words. */
  readonly title: string;
  readonly publication: Draft<'publication'>;
  /** Left out: the name that the convention asks for. */
  readonly fileName?: string;
  /** When somebody looks at it, as a dateTime; left out: right after it was published. */
  readonly now?: string;
  /** The edition before. */
  readonly previous?: Draft<'publication'>;
}

export const NO_FINDINGS: readonly Finding[] = [];

interface RuleBase {
  readonly id: `vpc/${string}`;
  /** What the rule demands, in one short sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** S, C or P, as in the element tables. */
  readonly provenance: 'S' | 'C' | 'P';
  readonly preset: Preset;
  /** English templates with `{0}`-style places: what is wrong, why it matters, what to do. */
  readonly messages: Readonly<Record<string, string>>;
  /** For the rule's page: what it checks, why that matters, what to do about a finding. */
  readonly docs: { readonly what: string; readonly why: string; readonly todo: string };
  /** An invalid example breaks this rule and no other; a valid one breaks none. */
  readonly examples: { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
  /** What can be done about one of its problems, best first; at most one is preferred. */
  readonly fixes?: (problem: Problem, document: RuleDocument) => Fix[];
}

/** Looks at what one entry holds and at nothing else; its findings are remembered with the entry. */
export interface EntryRule extends RuleBase {
  readonly scope: Container | 'every entry';
  check(entry: Entry): Iterable<Finding>;
}

/**
 * Looks at one value, its attributes included, and at nothing else: where it finds nothing, it finds nothing in what is
 * written the same in the same role.
 */
export interface ValueRule extends RuleBase {
  readonly scope: 'value';
  /** Whether it looks at the values of a role. */
  concerns(role: FactRole, within: Surroundings): boolean;
  /** Findings count from the start of the entry's element, as the places of the fact do. */
  check(fact: Fact, within: Surroundings): Iterable<Finding>;
}

/** What a value stands in. */
export type Surroundings = Pick<Entry, 'container' | 'vocabulary'>;

/** Looks at the publication and at what is known of it besides its text; runs each time. */
export interface DocumentRule extends RuleBase {
  readonly scope: 'document';
  check(publication: PlacedEntry<'publication'>['entry'], context: RuleContext): Iterable<Finding>;
}

export type Rule = ValueRule | EntryRule | DocumentRule;

/** The check of a rule about entries of one container: it is only ever given such entries. */
export function onEntries<C extends Container>(
  scope: C,
  check: (entry: Entry<C>) => Iterable<Finding>,
): Pick<EntryRule, 'scope' | 'check'> {
  return { scope, check: (entry) => check(entry as Entry<C>) };
}

/** The check of a rule about single values of some roles. */
export function onValues(
  roles: readonly FactRole[],
  check: ValueRule['check'],
): Pick<ValueRule, 'scope' | 'concerns' | 'check'> {
  return { scope: 'value', concerns: (role) => roles.includes(role), check };
}
