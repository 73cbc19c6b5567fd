/** Where else is what an identifier means: the ground of definition, references, highlights and rename. */
import { patchFacts, type PatchFacts } from '../vpc/identifiers/facts';
import { Identifiers, type Identifier } from '../vpc/identifiers/identifiers';
import { meantAlike, namingOf, type Naming } from '../vpc/identifiers/meaning';
import { finished, inSteps } from '../xml/pause';
import type { GovernedDocument } from './document';
import { rangeOf, type Range } from './findings';

/** A place that names something, in the document or in another file of the workspace. */
export interface MeantPlace extends Naming {
  /** `null`: the document itself. */
  readonly uri: string | null;
  readonly range: Range;
}

/** The identifiers of a document; `null` where it is none of the vocabulary's. */
export function identifiersOf({ tree, vocabulary }: GovernedDocument): Identifiers | null {
  return vocabulary && Identifiers.in(tree, vocabulary);
}

/** The identifier at an offset; `null` where there is none. */
export function identifierAt(document: GovernedDocument, offset: number): Identifier | null {
  return identifiersOf(document)?.at(offset) ?? null;
}

/** A place that means what is asked; of one in the document, where it stands is counted when that is wanted. */
type Meant = Naming &
  ({ readonly uri: null; readonly found: Identifier } | { readonly uri: string; readonly range: Range });

/** What an identifier means, wherever it is named, itself included: in the document first, in its order. Yields. */
export function* namingsMeant(
  document: GovernedDocument,
  asked: Identifier,
): Generator<void, readonly Meant[], undefined> {
  const { kind, value } = asked;
  const identifiers = identifiersOf(document);
  // Which patches name something is looked for and remembered in steps.
  yield* inSteps(() => identifiers?.values(kind));
  const own: Meant[] = [];
  for (const found of identifiers?.named(kind, value) ?? []) {
    own.push({ ...namingOf(found), uri: null, found });
    yield;
  }
  const files: (readonly Meant[])[] = [own];
  for (const file of document.elsewhere?.files ?? []) {
    const named = file.named(kind, value);
    if (named.length > 0) files.push(named);
    yield;
  }
  return meantAlike(namingOf(asked), files).flat();
}

function* placesOf(meant: readonly Meant[], { tree }: GovernedDocument): Generator<void, MeantPlace[], undefined> {
  const places: MeantPlace[] = [];
  for (const place of meant) {
    if (place.uri !== null) places.push(place);
    else {
      const { found, ...naming } = place;
      places.push({ ...naming, range: rangeOf(tree, found) });
    }
    yield;
  }
  return places;
}

/** All places that mean the same as an identifier of the document, itself included: in the document first, in its order. */
export function placesMeant(document: GovernedDocument, asked: Identifier): MeantPlace[] {
  return finished(placesMeantInSteps(document, asked));
}

/** The same for whoever lets others have their turn: a product may be named in each of thousands of patches. */
export function* placesMeantInSteps(
  document: GovernedDocument,
  asked: Identifier,
): Generator<void, MeantPlace[], undefined> {
  return yield* placesOf(yield* namingsMeant(document, asked), document);
}

/**
 * Where what an identifier means is described: a patch where it stands with its title and its products, in the document
 * before other files; anything else where it is first named. Nothing for what no file describes.
 */
export function definitionsMeant(document: GovernedDocument, asked: Identifier): MeantPlace[] {
  return finished(definitionsMeantInSteps(document, asked));
}

/** The same for whoever lets others have their turn. */
export function* definitionsMeantInSteps(
  document: GovernedDocument,
  asked: Identifier,
): Generator<void, MeantPlace[], undefined> {
  const defined = (yield* namingsMeant(document, asked)).filter(({ defines }) => defines);
  const own = defined.filter(({ uri }) => uri === null);
  const nearest = own.length > 0 ? own : defined;
  return yield* placesOf(asked.kind === 'patch' ? nearest : nearest.slice(0, 1), document);
}

/** The patch that an identifier means, as it is described in the document, else in another file; `null` for none. */
export function patchMeant(document: GovernedDocument, asked: Identifier): PatchFacts | null {
  const [definition] = definitionsMeant(document, asked).filter(({ kind }) => kind === 'patch');
  if (definition === undefined) return null;
  const { uri, value, vendor } = definition;
  if (uri !== null) {
    const found = document.elsewhere?.patches(value) ?? [];
    return found.find((patch) => patch.uri === uri && patch.vendor === vendor) ?? null;
  }
  const own = identifiersOf(document)?.defined('patch', value) ?? [];
  const patch = own.find((found) => namingOf(found).vendor === vendor)?.patch;
  return patch ? patchFacts(patch.entry) : null;
}

/**
 * The places that refer to what an identifier means.
 * @param withDefinitions also those that describe it; where each place does (products, vendors), all count as references
 */
export function referencesMeant(document: GovernedDocument, asked: Identifier, withDefinitions: boolean): MeantPlace[] {
  return finished(referencesMeantInSteps(document, asked, withDefinitions));
}

/** The same for whoever lets others have their turn. */
export function* referencesMeantInSteps(
  document: GovernedDocument,
  asked: Identifier,
  withDefinitions: boolean,
): Generator<void, MeantPlace[], undefined> {
  const meant = yield* namingsMeant(document, asked);
  const isWanted = ({ defines }: Meant): boolean => withDefinitions || asked.kind !== 'patch' || !defines;
  return yield* placesOf(meant.filter(isWanted), document);
}
