import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { ByteScanner } from '../../xml/stream/byteScanner';

/**
 * Looks on while a document is surveyed, and notes what somebody wants to know of the runs that are not held.
 * It is told of the children of the spine's innermost element, tag by tag, until one is found to be in question.
 */
export interface Observer<T> {
  /** An element has become the innermost of the spine. */
  enter(node: ElementNode, scope: Scope): void;
  /** The innermost element of the spine has ended. */
  leave(): void;
  /** Whether a child of that name is to be there as a node, even where nothing is wrong with it. */
  keeps(name: number): boolean;
  /** A start tag (or an empty element's) was read. @param level 0 for the child itself, 1 for what stands in it */
  open(level: number, scanner: ByteScanner): void;
  /** An end tag (or an empty element's) was read. */
  close(level: number, scanner: ByteScanner): void;
  /** Text with references was read, to characters or to predefined entities. */
  references(): void;
  /** Something was read that is no tag and no text, or text whose line ends are not as they are meant. */
  unusual(): void;
  /**
   * The child that has just ended goes to the run. Its bytes are still there.
   * @param at where in the run it starts, in UTF-16 units
   */
  take(at: number, scanner: ByteScanner): void;
  /** The run ends: what was noted of it. Noting begins anew. */
  finish(): T | null;
}
