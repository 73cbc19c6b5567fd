/** Documents for a program that uses the language service without the server: a text with what governs it. */
import type { Vocabulary } from '../domain/vocabulary';
import { governed } from '../workspace/binding';
import type { Checks } from '../workspace/configuration/checks';
import type { GovernedDocument } from '../workspace/document';
import { isRecognised } from '../workspace/recognition';
import type { OtherPublications } from '../workspace/workspaceIndex';
import { parse } from '../xml/parser';
import { reparse, type TextEdit } from '../xml/reparse';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';

/** What may govern a document, all of it loaded: the core reads no files. */
export interface OpenOptions {
  /** Last segment of the file's path; `null`: the document has no file. */
  readonly fileName?: string | null;
  /** Governs the document whether it is recognised or not. */
  readonly schema?: Schema | null;
  /** Governs the document where there is no `schema` and the vocabulary recognises it. */
  readonly fallbackSchema?: Schema | null;
  /** Applies where it recognises the document by its root element or file name. */
  readonly vocabulary?: Vocabulary | null;
  /** The user declares the document a VPC file: it is recognised whatever its root element is. */
  readonly declared?: boolean;
  /** Which problems are reported, and their severities; left out: the defaults. */
  readonly checks?: Checks;
  /** Whether it is the asset owner's own file; left out: a supplier's. */
  readonly isOwner?: boolean;
  /** The other files of the workspace. */
  readonly otherPublications?: OtherPublications;
}

/** One version of a document that {@link openDocument} gave. Immutable. */
export interface OpenDocument extends GovernedDocument {
  readonly openedWith: OpenOptions;
}

/** Parses a text, in one piece, and decides what governs it. Any text gives a document. */
export function openDocument(text: string, options: OpenOptions = {}): OpenDocument {
  return bound(parse(text), options);
}

/** The document after an edit. Costs the path to the edit: the tree, and all that was computed from it, is shared. */
export function updateDocument({ tree, openedWith }: OpenDocument, edit: TextEdit): OpenDocument {
  return bound(reparse(tree, edit), openedWith);
}

/** An edit can change the root element, so recognition is repeated for each version. */
function bound(tree: XmlTree, options: OpenOptions): OpenDocument {
  const { fileName = null, schema = null, fallbackSchema = null, declared = false } = options;
  const { checks, isOwner, otherPublications } = options;
  const known = options.vocabulary ?? null;
  const vocabulary = known !== null && isRecognised(tree, { uri: '', fileName, declared }, known) ? known : null;
  const governing = schema ?? (vocabulary === null ? null : fallbackSchema);
  const loaded = governing && { schema: governing };
  return {
    ...governed(tree, { loaded, vocabulary }, fileName),
    checks,
    isOwner,
    otherPublications,
    openedWith: options,
  };
}
