/** The type of a rule: an entry in the table of rules, a check, and optional fixes. One file for each rule. */
import type { Problem, Severity } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import type { Field, Range } from '../domain/field';
import type { OrderDoubt } from '../domain/editions';
import type { ProductRecord } from '../domain/identifiers/records';
import type { Entry, PlacedEntry } from '../domain/model';
import type { Container, FieldRole, Party } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import type { Fix } from './fixes';
import type { Draft } from '../domain/publicationText';

/** `basic`: what would mislead readers; `extended` (the default): more; `full`: also completeness. */
export type Preset = 'basic' | 'extended' | 'full';

/** A problem that a rule finds; offsets count from the start of the checked entry's element. */
export interface RuleProblem {
  /** Key of one of the rule's messages. */
  readonly message: string;
  readonly args: readonly string[];
  /** Counts from the start of the entry's element, as the related ranges do. */
  readonly range: Range;
  readonly related?: readonly { readonly message: string; readonly args: readonly string[]; readonly range: Range }[];
  readonly data?: Problem['data'];
}

/** What a rule can use besides the document's text. A rule that needs something absent reports nothing. */
export interface RuleContext {
  /** The last segment of the file's path; `null` where the document has no file. */
  readonly fileName: string | null;
  /** The current time in milliseconds since 1970. */
  readonly now?: number | undefined;
  /** The patches of other files. */
  readonly others?: OtherFiles | undefined;
  /** The previous edition of this publication. */
  readonly previous?: PreviousEdition | undefined;
  /** The editions of this publication whose order to this one is in doubt; without copies of it. */
  readonly doubtful?: readonly DoubtfulEdition[] | undefined;
  /** Whether it is the asset owner's own file; left out: a supplier's. */
  readonly isOwner?: boolean | undefined;
  /** What the suppliers say, for a file of the asset owner. */
  readonly suppliers?: SupplierAnswers | undefined;
  /** Which rules run; left out: those of `extended`. */
  readonly preset?: Preset | undefined;
  /** Which rules run, by id; overrides the preset. */
  readonly isWanted?: ((id: string) => boolean) | undefined;
  readonly options?: RuleOptions | undefined;
}

/** Settings of rules. */
export interface RuleOptions {
  /** vpc/still-available: days after its release by which a patch must be in test; left out: 30. */
  readonly availableDays?: number;
}

export interface OtherFiles {
  /** `false` while files are still being read. */
  readonly complete: boolean;
  /** Whether any other file describes a patch, in any spelling. @param vendor of the patch that refers to it */
  describes(patchId: string, vendor: string): boolean;
  /** How the other files spell names. The files are read when it is asked for. */
  readonly spellings?: SpellingLookup | undefined;
}

/** A spelling of a name in other files. */
export interface SpellingUse {
  readonly spelling: string;
  /** The number of files that use it. */
  readonly files: number;
  /** The name of the first of these files, and its date of publication as written. */
  readonly fileName: string;
  readonly published: string;
}

/** The spellings of names in other files; the same object as long as those do not change. */
export interface SpellingLookup {
  /** The spellings of a name. @param key of `spellingKey` */
  uses(key: string): readonly SpellingUse[];
  /** The number of files that were not read, because all are too large together. */
  readonly leftOut: number;
}

/** An edition whose order to the checked one is in doubt. */
export interface DoubtfulEdition {
  readonly edition: Pick<PreviousEdition, 'name' | 'version' | 'published'>;
  readonly doubt: OrderDoubt;
  /** Whether it is taken to be the earlier of the two; `null`: unknown. */
  readonly isBefore: boolean | null;
}

/** The previous edition, with values as they are written in its file; `''` where there is none. */
export interface PreviousEdition {
  /** For messages: its file's name. */
  readonly name: string;
  readonly version: string;
  readonly published: string;
  /** The products under a patch of a vendor, both in any spelling. */
  products(vendorId: string, patchId: string): readonly ProductRecord[];
}

/** What the suppliers' files say, by their newest editions; the same object as long as none of these files changes. */
export interface SupplierAnswers {
  /** What they say about a patch; names in any spelling. */
  about(vendorId: string, patchId: string): PatchAnswers;
}

/** What the suppliers' files say about one patch. */
export interface PatchAnswers {
  /**
   * The answers of the suppliers that have a product, one for each; none where no supplier has it. An answer that holds for a
   * part of the product's versions and platforms is the most cautious of them.
   * @param version `''` for all, as `platform`
   */
  of(product: string, version: string, platform: string): readonly SupplierAnswer[];
}

/** What a supplier says about a patch and a product. */
export interface SupplierAnswer {
  /** The supplier as it is written in `file`. */
  readonly supplier: string;
  /** The name of the file that says it; of the newest edition that lists the product where nothing is said. */
  readonly file: string;
  /** The state as written; `null` where nothing is said. */
  readonly state: string | null;
  /** The last approval that this answer has replaced; `null` where there was none. */
  readonly approval: { readonly state: string; readonly file: string } | null;
}

/** A document with all that its rules need; fixes are computed from it. */
export interface RuleDocument extends RuleContext {
  readonly tree: XmlTree;
  readonly vocabulary: Vocabulary;
}

/** An example in the rule's documentation; tests run it in every vocabulary. */
export interface Example {
  /** A few words on what it shows. */
  readonly title: string;
  readonly publication: Draft<'publication'>;
  /** Left out: the name that the filename convention gives. */
  readonly fileName?: string;
  /** The current time when it is checked, as a dateTime; left out: right after its publication. */
  readonly now?: string;
  /** The previous edition. */
  readonly previous?: Draft<'publication'>;
  /** Whether it is the asset owner's own file. */
  readonly isOwner?: boolean;
  /** The suppliers' files by name. */
  readonly suppliers?: Readonly<Record<string, Draft<'publication'>>>;
}

export const NO_PROBLEMS: readonly RuleProblem[] = [];

interface RuleBase {
  readonly id: `vpc/${string}`;
  /** What must hold, in one short sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** S, C or P, as in the element tables. */
  readonly provenance: 'S' | 'C' | 'P';
  readonly preset: Preset;
  /** Whose files it checks; left out: those of suppliers and of the asset owner. */
  readonly party?: Party;
  /** English templates with placeholders such as `{0}`: what is wrong, why it matters, what to do. */
  readonly messages: Readonly<Record<string, string>>;
  /** For the rule's page: what it checks, why that matters, what to do about a problem. */
  readonly docs: { readonly what: string; readonly why: string; readonly todo: string };
  /** An invalid example breaks this rule and no other; a valid one breaks none. */
  readonly examples: { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
  /** Codes of problems that its fixes can bring; each must have a fix of its own. */
  readonly brings?: readonly `vpc/${string}`[];
  /** The fixes of one of its problems, best first; at most one is preferred. */
  readonly fixes?: (problem: Problem, document: RuleDocument) => Fix[];
}

/** Depends on the content of one entry only; its problems are memoised with the entry. */
export interface EntryRule extends RuleBase {
  readonly scope: Container | 'every entry';
  check(entry: Entry): Iterable<RuleProblem>;
}

/**
 * Depends on one value and its attributes only: where it finds no problem, it finds none in any field of the same role that
 * is written the same.
 */
export interface ValueRule extends RuleBase {
  readonly scope: 'value';
  /** Whether it checks the values of a role. */
  concerns(role: FieldRole, within: ValueContext): boolean;
  /** Ranges count from the start of the entry's element, as those of the field do. */
  check(field: Field, within: ValueContext): Iterable<RuleProblem>;
}

/** The entry of a value, as far as rules about values depend on it. */
export type ValueContext = Pick<Entry, 'container' | 'vocabulary'>;

/** Depends on the whole publication and its context; runs on every check. */
export interface DocumentRule extends RuleBase {
  readonly scope: 'document';
  check(publication: PlacedEntry<'publication'>['entry'], context: RuleContext): Iterable<RuleProblem>;
}

export type Rule = ValueRule | EntryRule | DocumentRule;

/** The check of a rule about the entries of one container. */
export function onEntries<C extends Container>(
  scope: C,
  check: (entry: Entry<C>) => Iterable<RuleProblem>,
): Pick<EntryRule, 'scope' | 'check'> {
  return { scope, check: (entry) => check(entry as Entry<C>) };
}

/** The check of a rule about the values of some roles. */
export function onValues(
  roles: readonly FieldRole[],
  check: ValueRule['check'],
): Pick<ValueRule, 'scope' | 'concerns' | 'check'> {
  return { scope: 'value', concerns: (role) => roles.includes(role), check };
}
