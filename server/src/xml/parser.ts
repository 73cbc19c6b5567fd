import { checkpoint } from './budget';
import { TreeBuilder } from './syntax/builder';
import { Interner } from './syntax/interner';
import { Scanner } from './syntax/scanner';
import { runToCompletion, type Task } from './task';
import { XmlTree } from './tree';

/** Tokens between two yields: a few milliseconds of work. */
const TOKENS_PER_STEP = 2_000;

/**
 * Parses a text into a tree. Never fails: malformed syntax becomes a node of its own kind (see `NodeKind`) or has a flag,
 * and `wellFormednessProblems` reports it.
 */
export function parse(text: string): XmlTree {
  return runToCompletion(parsing(text, Infinity));
}

/**
 * {@link parse} as a task, for long texts.
 * @param tokensPerStep tokens between two yields
 */
export function* parsing(text: string, tokensPerStep = TOKENS_PER_STEP): Task<XmlTree> {
  const interner = new Interner(text.length);
  const builder = new TreeBuilder(interner);
  const scanner = new Scanner(text, true, interner);
  while (readTokens(scanner, builder, tokensPerStep)) yield;
  return new XmlTree(builder.finish(), interner);
}

/** Reads at most `count` tokens. @returns false at the end of the text */
function readTokens(scanner: Scanner, builder: TreeBuilder, count: number): boolean {
  for (let read = 0; read < count; read++) {
    checkpoint();
    if (!scanner.next()) return false;
    builder.token(scanner);
  }
  return true;
}
