/** What the rules may know of a document besides its text, from what the service knows. */
import { publicationOf } from '../vpc/model';
import { Reading } from '../vpc/rules/reading';
import type { OtherFiles, PreviousEdition, RuleContext } from '../vpc/rules/rule';
import { ruleSettings } from './checks';
import type { GovernedDocument } from './document';
import type { Elsewhere, PublicationFacts } from './workspaceIndex';

/**
 * The context of a document's rules, settings included. What other files say is looked up when a rule asks for it: it may
 * have to be read first.
 */
export function ruleContextOf(document: GovernedDocument): RuleContext {
  const { fileName, now, elsewhere } = document;
  const own = { fileName, now, ...ruleSettings(document) };
  if (elsewhere === undefined) return own;
  let previous: PreviousEdition | undefined | null = null;
  return {
    ...own,
    get others() {
      return othersIn(elsewhere);
    },
    get previous() {
      if (previous === null) previous = previousOf(document, elsewhere);
      return previous;
    },
  };
}

function othersIn(elsewhere: Elsewhere): OtherFiles {
  return {
    complete: elsewhere.complete,
    describes: (patchId) => elsewhere.files.some((file) => file.describes(patchId)),
  };
}

/** The file with the edition before this one. `undefined` while files are still being read. */
function previousOf({ tree, vocabulary }: GovernedDocument, elsewhere: Elsewhere): PreviousEdition | undefined {
  const publication = elsewhere.complete && vocabulary !== null ? publicationOf(tree, vocabulary) : null;
  if (publication === null) return undefined;
  const reading = new Reading(publication.entry);
  const [supplier, published] = [reading.value('supplier'), reading.value('published')];
  if (supplier === undefined || published === undefined) return undefined;
  const found = elsewhere.editionBefore({
    supplier,
    published,
    documentId: reading.value('document-id') ?? '',
    documentVersion: reading.value('document-version') ?? '',
  });
  return found === null ? undefined : editionOf(found);
}

const editions = new WeakMap<PublicationFacts, PreviousEdition>();

/** The same object for the same file: what was found out about it is remembered with it. */
function editionOf(file: PublicationFacts): PreviousEdition {
  let edition = editions.get(file);
  if (edition === undefined) {
    edition = {
      name: nameOf(file.uri),
      version: file.documentVersion,
      published: file.published,
      products: (vendorId, patchId) => file.products(vendorId, patchId),
    };
    editions.set(file, edition);
  }
  return edition;
}

/** The last segment of a uri, as people read it. */
function nameOf(uri: string): string {
  const segment = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not every client encodes what stands behind a percent sign.
    return segment;
  }
}
