import { TreeBuilder } from './syntax/builder';
import { Interner } from './syntax/interner';
import { Scanner } from './syntax/scanner';
import { XmlTree } from './tree';

/**
 * Parses a text into a tree. Never fails: whatever cannot be read as XML becomes a node of a broken kind
 * (see `NodeKind`) or carries a flag, and `wellFormednessProblems` says what is wrong with it.
 */
export function parse(text: string): XmlTree {
  const interner = new Interner();
  const scanner = new Scanner(text, true, interner);
  const builder = new TreeBuilder(interner);
  while (scanner.next()) builder.token(scanner);
  return new XmlTree(builder.finish(), interner);
}
