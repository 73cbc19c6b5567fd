import { addTo } from '../../domain/multimap';
import { visibleText } from '../../xml/invisible';
import { shiftedRange, type Range } from '../../domain/field';
import { productsIn, type ProductRecord } from '../../domain/identifiers/records';
import type { Identity } from '../../domain/identity';
import { publicationOf, type Entry } from '../../domain/model';
import { DerivedQuery, indexedPatches } from '../derivedQuery';
import { identityOf, patchAt, REFERENCE_ROLES, vendorsIn, type PatchIndex, type VendorDigest } from '../digest';
import { edited, valueEdit, type Fix } from '../fixes';
import { productDraft, vendorExample } from '../examples';
import { analyseNames, hasDuplicateStatement } from '../patchNames';
import { patchIdRange, referenceRange } from '../references/resolve';
import type { RuleProblem, Rule, RuleContext, RuleDocument } from '../rule';
import { NAME_ROLES, patchesByName, patchesWith, rangesOf, usesOf, type NameRole, type Uses } from './names';
import { otherSpellings, roleOf, type OtherSpelling } from './otherSpellings';

/** Two spellings in one file. */
interface Spelling {
  readonly role: NameRole;
  readonly rare: string;
  readonly usual: string;
  /** The patches with the rare spelling; for vendors, the index of each. */
  readonly rareIn: readonly PatchIndex[];
  readonly usualIn: PatchIndex;
}

export const spelling: Rule = {
  id: 'vpc/spelling',
  title: 'A name is spelled the same way everywhere',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    two: '"{0}" is spelled "{1}" elsewhere in this file. Readers who search for one spelling miss the other: use one spelling.',
    others:
      '"{0}" is spelled "{1}" in other files, such as {2}. Readers who search for one spelling miss the other: use one spelling.',
    configured:
      '"{0}" is spelled "{1}" in the configuration, and in several ways in the files. Readers who search for one spelling miss the others: use one spelling.',
    usual: 'The other spelling is here.',
  },
  docs: {
    what: 'Names of patch vendors, products, platforms and targets must not differ only in case, whitespace or punctuation. The spelling that most patches use is taken as the right one. At most one problem is reported for each other spelling. These names, suppliers and patch identifiers must also be spelled as in the other files of the workspace: as the configuration names them (`aliases`), else as most files do, else as the earliest file does.',
    why: 'Readers search for one spelling. Statements under another one are not found and are counted separately.',
    todo: 'Use one spelling everywhere; there is a fix for this. If the names mean different things, make them easier to tell apart, or turn the rule off here.',
  },
  examples: {
    valid: [vendorExample('two versions', [{ product: [productDraft({ platform: ['Windows 10', 'Windows 11'] })] }])],
    invalid: [
      vendorExample('a product with and without a hyphen', [
        { 'patch-id': 'KB1', product: [productDraft({ 'product-id': 'Northwind Batch' })] },
        { 'patch-id': 'KB2', product: [productDraft({ 'product-id': 'Northwind-Batch' })] },
      ]),
    ],
  },
  scope: 'document',
  brings: ['vpc/filename'],
  *check(publication, context): Generator<RuleProblem> {
    const vendors = vendorsIn(publication);
    const others = spelledElsewhere(publication, context);
    const usualElsewhere = new Set(others.map(({ kind, usual }) => `${roleOf(kind)} ${usual}`));
    for (const found of spellings.get(vendors)) {
      // Then the other spelling is the one to change.
      if (usualElsewhere.has(`${found.role} ${found.rare}`)) continue;
      const rareIn = withoutDuplicates(publication, found);
      const [range] = rangesOf(publication, found.role, found.rare, rareIn.slice(0, 1));
      const [usual] = rangesOf(publication, found.role, found.usual, [found.usualIn]);
      if (range === undefined || usual === undefined) continue;
      const related = [{ message: 'usual', args: [], range: usual }];
      yield { message: 'two', args: [found.rare, found.usual], range, related };
    }
    for (const found of others) {
      const [range] = rangesElsewhere(publication, found, true);
      if (range === undefined) continue;
      const { spelling: own, usual, fileName } = found;
      const text =
        fileName === null
          ? { message: 'configured', args: [own, usual] }
          : { message: 'others', args: [own, usual, fileName] };
      yield { ...text, range };
    }
  },
  fixes: (problem, document) => {
    const publication = publicationOf(document.tree, document.vocabulary);
    const [rare, usual] = problem.args;
    if (publication === null || rare === undefined || usual === undefined) return [];
    const { entry, at } = publication;
    const changeAll = (ranges: readonly Range[]): Fix[] => {
      const edits = ranges.map((range) => valueEdit(shiftedRange(range, at), usual));
      return edits.length === 0 ? [] : [edited('Change all to "{0}"', [usual], false, edits)];
    };
    if (problem.related === undefined) {
      const found = spelledElsewhere(entry, document).find((name) => {
        const [range] = rangesElsewhere(entry, name, true);
        return range !== undefined && range.start + at === problem.start;
      });
      if (found === undefined || bringsDuplicate(entry, roleOf(found.kind), found.spelling, usual)) return [];
      return changeAll(rangesElsewhere(entry, found, false));
    }
    const found = spellings.get(vendorsIn(entry)).filter((other) => other.rare === rare && other.usual === usual);
    if (found.some(({ role }) => bringsDuplicate(entry, role, rare, usual))) return [];
    return changeAll(found.flatMap((other) => rangesOf(entry, other.role, rare, withoutDuplicates(entry, other))));
  },
};

/** The names that other files spell in another way. */
function spelledElsewhere(
  publication: Entry<'publication'>,
  { others }: RuleContext | RuleDocument,
): readonly OtherSpelling[] {
  const lookup = others?.complete === true ? others.spellings : undefined;
  if (lookup === undefined) return [];
  const own = { supplier: publication.value('supplier') ?? '', published: publication.value('published') ?? '' };
  return otherSpellings(vendorsIn(publication), own, lookup, publication.vocabulary.identity);
}

/**
 * The ranges of a name that other files spell in another way; they count from the publication's start.
 * @param isFirstEnough whether only the first is needed
 */
function rangesElsewhere(
  publication: Entry<'publication'>,
  { kind, spelling: name, first }: OtherSpelling,
  isFirstEnough: boolean,
): Range[] {
  if (first === null) {
    const field = publication.field('supplier');
    return field === undefined ? [] : [field.range];
  }
  const vendors = vendorsIn(publication);
  const role = roleOf(kind);
  if (role !== null) {
    return rangesOf(publication, role, name, isFirstEnough ? [first] : patchesWith(role, name, vendors));
  }
  const definition = patchIdRange(publication, first);
  return isFirstEnough ? [definition] : [definition, ...referencesTo(publication, first, name)];
}

/** The references to a patch in one spelling, in patches of the same vendor. */
function referencesTo(publication: Entry<'publication'>, patch: PatchIndex, name: string): Range[] {
  const vendors = vendorsIn(publication);
  const identity = identityOf(vendors);
  const vendorKey = (index: number): string => identity.vendor(vendors[index]!.id);
  return [...indexedPatches(vendors)].flatMap(({ digest, index }) => {
    if (digest.references.key === '' || vendorKey(index.vendor) !== vendorKey(patch.vendor)) return [];
    const roles = REFERENCE_ROLES.filter((role) => digest.references[role].includes(name));
    return roles.map((role) => referenceRange(publication, index, role, name));
  });
}

/** The patches with the rare spelling, without those that list the same statement in both: another rule reports these. */
function withoutDuplicates(publication: Entry<'publication'>, { role, rare, rareIn }: Spelling): readonly PatchIndex[] {
  if (role !== 'product-id') return rareIn;
  const { identity } = publication.vocabulary;
  return rareIn.filter((index) => {
    const { entry } = patchAt(publication, index);
    if (!analyseNames(entry).hasDuplicateProduct) return true;
    const products = productsIn(entry.origin);
    const others = products.filter(({ id }) => id !== rare);
    return !products.some((own) => own.id === rare && hasDuplicateOf(own, others, identity));
  });
}

/** Whether other products of a patch have the name, a version and a platform of one, in any spelling. */
function hasDuplicateOf(own: ProductRecord, others: readonly ProductRecord[], identity: Identity): boolean {
  return others.some((other) => hasDuplicateStatement([own, other], identity));
}

/** Whether a patch or the file would list something twice with the usual spelling. */
function bringsDuplicate(
  publication: Entry<'publication'>,
  role: NameRole | null,
  rare: string,
  usual: string,
): boolean {
  if (role === null) return false;
  const vendors = vendorsIn(publication);
  const { identity } = publication.vocabulary;
  if (role === 'vendor-id') {
    const names = vendors.map(({ id }) => identity.vendor(id === rare ? usual : id)).filter((key) => key !== '');
    return new Set(names).size < names.length;
  }
  return patchesWith(role, rare, vendors).some((index) => {
    const { entry } = patchAt(publication, index);
    if (role === 'target') return entry.values('target').includes(usual);
    const before = productsIn(entry.origin);
    return role === 'platform'
      ? before.some(({ platforms }) => platforms.includes(rare) && platforms.includes(usual)) ||
          hasMoreDuplicates(before, (product) => ({ ...product, platforms: replaced(product.platforms) }), identity)
      : hasMoreDuplicates(
          before,
          (product) => ({ ...product, id: product.id === rare ? usual : product.id }),
          identity,
        );
  });

  function replaced(values: readonly string[]): string[] {
    return values.map((value) => (value === rare ? usual : value));
  }
}

function hasMoreDuplicates(
  before: readonly ProductRecord[],
  change: (product: ProductRecord) => ProductRecord,
  identity: Identity,
): boolean {
  return hasDuplicateStatement(before.map(change), identity) && !hasDuplicateStatement(before, identity);
}

const spellings = new DerivedQuery<readonly Spelling[]>(
  (a, b) => a.names === b.names,
  (vendors) => NAME_ROLES.flatMap((role) => differing(role, usesOf(role, vendors), vendors)),
);

function differing(role: NameRole, uses: Uses, vendors: readonly VendorDigest[]): Spelling[] {
  const byPlain = new Map<string, string[]>();
  for (const name of uses.keys()) addTo(byPlain, plain(name), name);
  const several = [...byPlain.values()].filter((names) => names.length > 1);
  if (several.length === 0) return [];
  const identity = identityOf(vendors);
  const patches = patchesByName(role, new Set(several.flat()), vendors);
  return several.flatMap((names) => {
    const [usual, ...others] = names.sort((a, b) => uses.get(b)!.count - uses.get(a)!.count);
    const usualIn = uses.get(usual!)!.first;
    // Two vendors of one name are duplicates, which another rule reports; so is what differs in invisible characters only.
    const isReported = (name: string): boolean =>
      visibleText(name) === visibleText(usual!) ||
      (role === 'vendor-id' && identity.vendor(name) === identity.vendor(usual!));
    return others
      .filter((name) => !isReported(name))
      .map((rare) => ({ role, rare, usual: usual!, rareIn: patches.get(rare) ?? [], usualIn }));
  });
}

/** Drops case, spaces and punctuation. `+` and `#` belong to names, and a separator between digits makes other numbers. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .replace(/(?<!\d) | (?!\d)/g, '');
}
