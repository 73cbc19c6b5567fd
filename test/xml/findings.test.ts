import assert from 'node:assert/strict';
import { EMPTY_ENTITIES } from '../../server/src/xml/entities';
import { type Findings, findingsOf } from '../../server/src/xml/checks/findings';
import { rootElement } from '../../server/src/xml/locate';
import { Scope } from '../../server/src/xml/namespaces';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import type { XmlTree } from '../../server/src/xml/tree';

/** The findings of a tree's content, and those of all lists below it that were remembered. */
function allFindings(tree: XmlTree): Set<Findings> {
  const all = new Set<Findings>();
  const collect = (findings: Findings): void => {
    all.add(findings);
    for (const part of findings.parts) collect(part.findings);
  };
  const findings = findingsOf(tree.content!, { entities: EMPTY_ENTITIES, scope: Scope.ROOT });
  if (findings !== null) collect(findings);
  return all;
}

describe('findingsOf', () => {
  const record = '  <p:b c="d">\n    <p:e>R & D</p:e>\n  </p:b>\n';
  const text = `<p:a xmlns:p="u">\n${record.repeat(20_000)}</p:a>`;

  it('looks again only through the lists on the path to an edit', () => {
    const before = parse(text);
    const known = allFindings(before);
    const edited = reparse(before, { start: text.length >> 1, end: text.length >> 1, text: ' ' });
    const fresh = [...allFindings(edited)].filter((findings) => !known.has(findings));
    assert.ok(known.size > 300, `${known.size} lists remembered`);
    assert.ok(fresh.length >= 1 && fresh.length <= 10, `${fresh.length} lists looked through`);
  });

  it('looks again where the namespaces around have changed', () => {
    const content = parse(record.repeat(2000)).content!;
    const inner = Scope.ROOT.enter(rootElement(parse('<a xmlns:p="u"/>'))!.node);
    const unbound = findingsOf(content, { entities: EMPTY_ENTITIES, scope: Scope.ROOT })!;
    const bound = findingsOf(content, { entities: EMPTY_ENTITIES, scope: inner })!;
    assert.equal(countOf(unbound), 3 * 2000);
    assert.equal(countOf(bound), 2000);
  });

  it('has nothing for a tree without flags', () => {
    assert.equal(allFindings(parse('<a><b c="d">text &amp; more</b></a>')).size, 0);
  });
});

function countOf(findings: Findings): number {
  return findings.parts.reduce((sum, part) => sum + countOf(part.findings), findings.problems.length);
}
