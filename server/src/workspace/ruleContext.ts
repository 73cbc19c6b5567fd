/** The context that rules receive besides the document's text. */
import { patchKey, statementKeys } from '../domain/identifiers/keys';
import { productsIn, type ProductRecord } from '../domain/identifiers/records';
import { publicationOf, type Entry } from '../domain/model';
import { DerivedQuery, indexedPatches } from '../rules/derivedQuery';
import { identityOf, patchAt, vendorsIn, type PatchDigest } from '../rules/digest';
import type { OtherFiles, PreviousEdition, RuleContext } from '../rules/rule';
import type { Vocabulary } from '../domain/vocabulary';
import { type GovernedDocument, ruleSettings } from './document';
import { fileNameOf } from './fileName';
import { editionFields } from './openPublication';
import type { OtherPublications, PublicationRecord } from './workspaceIndex';

/**
 * The context of a document's rules, settings included. Other files are looked up only when a rule asks for them: they may
 * have to be read first.
 */
export function ruleContextOf(document: GovernedDocument): RuleContext {
  const { fileName, now, isOwner = false, otherPublications } = document;
  const own = { fileName, now, isOwner, ...ruleSettings(document) };
  if (otherPublications === undefined) return own;
  let editions: EditionsInContext | null = null;
  return {
    ...own,
    get others() {
      return othersIn(otherPublications, document.vocabulary);
    },
    get previous() {
      return (editions ??= editionsOf(document, otherPublications)).previous;
    },
    get doubtful() {
      return (editions ??= editionsOf(document, otherPublications)).doubtful;
    },
    get suppliers() {
      return suppliersFor(document, otherPublications);
    },
  };
}

function othersIn(others: OtherPublications, vocabulary: Vocabulary | null): OtherFiles {
  return {
    complete: others.complete,
    get spellings() {
      if (!others.complete || vocabulary === null || others.deferSpellings?.()) return undefined;
      return others.spellings(vocabulary.identity);
    },
    describes: (patchId, vendor) => others.files.some((file) => file.describes(patchId, vendor)),
  };
}

/** What the suppliers say, for a file of the asset owner; `undefined` while files are still being read: some may say more. */
function suppliersFor({ isOwner, vocabulary }: GovernedDocument, others: OtherPublications): RuleContext['suppliers'] {
  return isOwner && others.complete && vocabulary !== null ? others.suppliers(vocabulary) : undefined;
}

type EditionsInContext = Pick<RuleContext, 'previous' | 'doubtful'>;

/** The editions around this one; none while files are still being read. */
function editionsOf(
  { tree, vocabulary, isOwner = false }: GovernedDocument,
  others: OtherPublications,
): EditionsInContext {
  const publication = others.complete && vocabulary !== null ? publicationOf(tree, vocabulary) : null;
  if (publication === null) return { previous: undefined, doubtful: [] };
  const { entry } = publication;
  const own = { ...editionFields(entry), isOwner, patches: () => patchKeys.get(vendorsIn(entry)) };
  const { before, doubtful } = others.editionsAround(own, entry.vocabulary.identity);
  return {
    previous: before === null ? undefined : editionOf(before),
    doubtful: doubtful.flatMap(({ edition, doubt, isBefore }) =>
      doubt === 'equal' && isCopy(entry, edition) ? [] : [{ edition: editionOf(edition), doubt, isBefore }],
    ),
  };
}

/** The same set as long as no identifier changes. */
const patchKeys = new DerivedQuery<ReadonlySet<string>>(
  (a, b) => a.id === b.id,
  (vendors) => {
    const identity = identityOf(vendors);
    const named = vendors.flatMap(({ id: vendor, patches }) => patches.map(({ id }) => ({ vendor, id })));
    return new Set(named.filter(({ id }) => id !== '').map(({ vendor, id }) => patchKey(identity, vendor, id)));
  },
);

/** Whether another file says the same about the same patches and products: a copy is no second edition. */
function isCopy(publication: Entry<'publication'>, file: PublicationRecord): boolean {
  const vendors = vendorsIn(publication);
  const own = patchKeys.get(vendors);
  const theirs = file.patches();
  if (own.size !== theirs.size || [...own].some((key) => !theirs.has(key))) return false;
  let same = sameByFile.get(file);
  if (same === undefined) sameByFile.set(file, (same = new WeakSet()));
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.id === '' || same.has(digest)) continue;
    const { entry } = patchAt(publication, index);
    const other = file.products(vendors[index.vendor]!.id, digest.id);
    if (!hasSameStates(productsIn(entry.origin), other, entry.vocabulary)) return false;
    same.add(digest);
  }
  return true;
}

/** The patches that a file has with the same states: an edit does not compare them again. */
const sameByFile = new WeakMap<PublicationRecord, WeakSet<PatchDigest>>();

/** Whether two lists of products are the same ones in the same states; a state that is not known differs from none. */
function hasSameStates(a: readonly ProductRecord[], b: readonly ProductRecord[], vocabulary: Vocabulary): boolean {
  const statesOf = (products: readonly ProductRecord[]) =>
    new Map(
      products.flatMap((product) =>
        statementKeys(product, vocabulary.identity).map(
          ({ key }) => [key, vocabulary.state(product.state)?.id] as const,
        ),
      ),
    );
  const [left, right] = [statesOf(a), statesOf(b)];
  if (left.size !== right.size) return false;
  return [...left].every(([key, own]) => {
    const other = right.get(key);
    return right.has(key) && (own === undefined || other === undefined || own === other);
  });
}

const editions = new WeakMap<PublicationRecord, PreviousEdition>();

/** Returns the same object for the same file: rules memoise results with it. */
function editionOf(file: PublicationRecord): PreviousEdition {
  let edition = editions.get(file);
  if (edition === undefined) {
    edition = {
      name: fileNameOf(file.uri),
      version: file.documentVersion,
      published: file.published,
      products: (vendorId, patchId) => file.products(vendorId, patchId),
    };
    editions.set(file, edition);
  }
  return edition;
}
