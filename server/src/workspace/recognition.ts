/** Which documents are VPC files: the one answer for the editor, folder walks, the index of files and the matrix. */
import { isNamedLike } from '../domain/namePattern';
import type { Vocabulary } from '../domain/vocabulary';
import { EMPTY_ENTITIES } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import { isMisspelling } from '../xml/nearest';
import { NodeFlag } from '../xml/nodes';
import { parse } from '../xml/parser';
import type { XmlTree } from '../xml/tree';
import { HEAD_LENGTH, MAX_HEAD_LENGTH } from './fileLimits';

/** Properties of a document that are not part of its text. */
export interface DocumentIdentity {
  readonly uri: string;
  /** The last segment of the file's path; `null` where the document has no file (yet). */
  readonly fileName: string | null;
  /** Whether the user has declared it a VPC file, by the editor's language. */
  readonly declared: boolean;
  /** Whether the user has declared it a file of another language. Left out: no. */
  readonly excluded?: boolean;
}

/**
 * - `vpc`: a VPC file;
 * - `misnamed`: named like one, but its root element is another, which {@link misnamed} says;
 * - `other`: another document.
 */
export type Recognition = 'vpc' | 'misnamed' | 'other';

/**
 * What a document is. In this order:
 *
 * 1. what the user declares;
 * 2. a VPC file where the root element and its namespace are the profile's, whatever the file's name;
 * 3. where the file is named like one (the profile's globs, the filename convention of profile or configuration): a VPC file if
 *    the document has no root element, because it is empty or broken before it, or if the root element is a misspelling of the
 *    profile's ({@link isMisspelling}), in any namespace and with any prefix; else misnamed. People write these files by hand.
 */
export function recognise(tree: XmlTree, identity: DocumentIdentity, vocabulary: Vocabulary): Recognition {
  const { declared, excluded = false, fileName } = identity;
  if (declared) return 'vpc';
  if (excluded) return 'other';
  if (hasRoot(tree, vocabulary)) return 'vpc';
  if (fileName === null || !isNamedLike(vocabulary.profile, fileName)) return 'other';
  const root = rootElement(tree);
  return root === null || isMisspelling(withoutPrefix(root.node.name), vocabulary.rootName) ? 'vpc' : 'misnamed';
}

/** Whether a document is a VPC file; see {@link recognise}. */
export function isRecognised(tree: XmlTree, identity: DocumentIdentity, vocabulary: Vocabulary): boolean {
  return recognise(tree, identity, vocabulary) === 'vpc';
}

/** The message for a misnamed document: a template and its arguments. */
export interface Misnamed {
  readonly message: string;
  readonly args: readonly string[];
}

/** The message for a document that {@link recognise} calls misnamed. */
export function misnamed(tree: XmlTree, { rootName: expected }: Vocabulary): Misnamed {
  return {
    message:
      'Named like a VPC file, but the root element is "{0}" and not "{1}". Rename the file, or correct the root element.',
    args: [rootElement(tree)?.node.name ?? '', expected],
  };
}

/**
 * The beginning of a document, up to at least the end of the start tag of its root; the whole where it has none, at most
 * {@link MAX_HEAD_LENGTH}.
 * @param beginning the first part of the document, of about that length; the whole where it is shorter
 * @param size of the document, in the unit of that length
 * @param last a tag that the caller needs nothing after; what follows it is not parsed
 */
export function headOf(beginning: (length: number) => string, size: number, last: string | null = null): XmlTree {
  for (let length = HEAD_LENGTH; ; length *= 8) {
    const text = beginning(Math.min(length, size));
    const at = last === null ? -1 : text.indexOf(last);
    const short = at < 0 ? null : parse(text.slice(0, at + last!.length));
    // In a comment, it is no tag.
    const head = short !== null && hasWholeStartTag(short) ? short : parse(text);
    if (length >= Math.min(size, MAX_HEAD_LENGTH) || hasWholeStartTag(head)) return head;
  }
}

/** Whether the beginning of a document has all of the start tag of its root. */
export function hasWholeStartTag(tree: XmlTree): boolean {
  const root = rootElement(tree);
  return root !== null && (root.node.flags & NodeFlag.Unfinished) === 0;
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

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
