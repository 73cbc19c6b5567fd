import assert from 'node:assert/strict';
import { EMPTY_ENTITIES } from '../../server/src/xml/entities';
import { type SubtreeProblems, subtreeProblemsOf } from '../../server/src/xml/checks/subtreeProblems';
import { rootElement } from '../../server/src/xml/locate';
import { Scope } from '../../server/src/xml/namespaces';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import type { XmlTree } from '../../server/src/xml/tree';

/** The problems of a tree's content, and those of all lists below it that were memoised. */
function allSubtrees(tree: XmlTree): Set<SubtreeProblems> {
  const all = new Set<SubtreeProblems>();
  const collect = (subtree: SubtreeProblems): void => {
    all.add(subtree);
    for (const part of subtree.parts) collect(part.subtree);
  };
  const found = subtreeProblemsOf(tree.content!, { entities: EMPTY_ENTITIES, scope: Scope.ROOT });
  if (found !== null) collect(found);
  return all;
}

describe('subtreeProblemsOf', () => {
  const record = '  <p:b c="d">\n    <p:e>R & D</p:e>\n  </p:b>\n';
  const text = `<p:a xmlns:p="u">\n${record.repeat(20_000)}</p:a>`;

  it('checks only the lists on the path to an edit again', () => {
    const before = parse(text);
    const known = allSubtrees(before);
    const edited = reparse(before, { start: text.length >> 1, end: text.length >> 1, text: ' ' });
    const fresh = [...allSubtrees(edited)].filter((subtree) => !known.has(subtree));
    assert.ok(known.size > 300, `${known.size} lists memoised`);
    assert.ok(fresh.length >= 1 && fresh.length <= 10, `${fresh.length} lists checked`);
  });

  it('checks a list again in another scope', () => {
    const content = parse(record.repeat(2000)).content!;
    const inner = Scope.ROOT.enter(rootElement(parse('<a xmlns:p="u"/>'))!.node);
    const unbound = subtreeProblemsOf(content, { entities: EMPTY_ENTITIES, scope: Scope.ROOT })!;
    const bound = subtreeProblemsOf(content, { entities: EMPTY_ENTITIES, scope: inner })!;
    assert.equal(countOf(unbound), 3 * 2000);
    assert.equal(countOf(bound), 2000);
  });

  it('gives null for a tree without flags', () => {
    assert.equal(allSubtrees(parse('<a><b c="d">text &amp; more</b></a>')).size, 0);
  });
});

function countOf(subtree: SubtreeProblems): number {
  return subtree.parts.reduce((sum, part) => sum + countOf(part.subtree), subtree.problems.length);
}
