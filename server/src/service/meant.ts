/** Where else is what an identifier means: the ground of definition, references, highlights and rename. */
import { patchFacts, type PatchFacts } from '../vpc/identifiers/facts';
import { Identifiers, type Identifier } from '../vpc/identifiers/identifiers';
import { meantAlike, namingOf, type Naming } from '../vpc/identifiers/meaning';
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

/** All places that mean the same as an identifier of the document, itself included: in the document first, in its order. */
export function placesMeant(document: GovernedDocument, asked: Identifier): MeantPlace[] {
  const { kind, value } = asked;
  const { tree, elsewhere } = document;
  const own = Array.from(identifiersOf(document)?.named(kind, value) ?? [], (found): MeantPlace => ({
    ...namingOf(found),
    uri: null,
    range: rangeOf(tree, found),
  }));
  const others = (elsewhere?.files ?? []).map((file): readonly MeantPlace[] => file.named(kind, value));
  return meantAlike(namingOf(asked), [own, ...others.filter((file) => file.length > 0)]).flat();
}

/**
 * Where what an identifier means is described: a patch where it stands with its title and its products, in the document
 * before other files; anything else where it is first named. Nothing for what no file describes.
 */
export function definitionsMeant(document: GovernedDocument, asked: Identifier): MeantPlace[] {
  const defined = placesMeant(document, asked).filter(({ defines }) => defines);
  const own = defined.filter(({ uri }) => uri === null);
  const nearest = own.length > 0 ? own : defined;
  return asked.kind === 'patch' ? nearest : nearest.slice(0, 1);
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
  const places = placesMeant(document, asked);
  return withDefinitions || asked.kind !== 'patch' ? places : places.filter(({ defines }) => !defines);
}
