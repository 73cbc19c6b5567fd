import type { Vocabulary } from '../vpc/vocabulary';
import { EMPTY_ENTITIES } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import type { XmlTree } from '../xml/tree';

/** What is known of a document besides its text. */
export interface DocumentIdentity {
  readonly uri: string;
  /** The last segment of the file's path; `null` where the document has no file (yet). */
  readonly fileName: string | null;
  /** The user says that it is a VPC file: by the editor's language. */
  readonly declared: boolean;
}

/**
 * Whether a document is one of the vocabulary's: its root element says so, or its file's name does (then a misspelt root
 * is a mistake and not another language), or the user does.
 */
export function isRecognised(tree: XmlTree, identity: DocumentIdentity, vocabulary: Vocabulary): boolean {
  return identity.declared || hasRoot(tree, vocabulary) || hasFileName(identity.fileName, vocabulary);
}

/** Expanded name of the root element; `null` where there is none. */
export function rootName(tree: XmlTree): { namespace: string; local: string } | null {
  const root = rootElement(tree);
  if (root === null) return null;
  return expandedName(root.node.name, Scope.ROOT.enter(root.node, EMPTY_ENTITIES), 'element');
}

function hasRoot(tree: XmlTree, { rootName: expected, profile }: Vocabulary): boolean {
  const found = rootName(tree);
  if (found?.local !== expected) return false;
  return profile.recognition.namespaces?.includes(found.namespace) ?? true;
}

function hasFileName(fileName: string | null, { profile }: Vocabulary): boolean {
  return fileName !== null && profile.recognition.fileNames.some((pattern) => matches(fileName, pattern));
}

/** A glob of one segment: `*` any characters, `?` one; letter case does not matter, as on most suppliers' disks. */
function matches(fileName: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'iu').test(fileName);
}
