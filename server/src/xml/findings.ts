import { referenceFault } from './attributeReferences';
import { type XmlReport, xmlProblem } from './codes';
import { type Entities, EMPTY_ENTITIES } from './entities';
import { expandedEntity, replacementTree } from './entityContent';
import { namedReferences } from './entityReferences';
import { checkLeaf } from './leafProblems';
import { checkNamespaces } from './namespaceProblems';
import { Scope } from './namespaces';
import type { ContentNode, ElementNode, LeafNode, SyntaxNode } from './nodes';
import { isElement, isList, NodeFlag, NodeKind, START_TAG_FLAGS, textOf } from './nodes';
import { type Problem, shifted } from './problem';
import { checkEndTag, checkReferencesInTag, checkStartTag } from './tagProblems';
import { attributesOf, startTagOf } from './tags';

/** What was found in a node, positions counted from its start. Parts are shared with other versions of the document. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly parts: readonly { readonly offset: number; readonly findings: Findings }[];
  /** Entities that its content refers to, each once. */
  readonly inContent: ReadonlySet<string>;
  /** Entities that its attributes refer to, each once. */
  readonly inAttributes: ReadonlySet<string>;
}

/** What the findings in a node depend on besides the node itself. */
export interface Surroundings {
  readonly entities: Entities;
  readonly scope: Scope;
}

const WORTH_A_LOOK = NodeFlag.Problem | NodeFlag.Prefixed | NodeFlag.EntityReference;
const NO_NAMES: ReadonlySet<string> = new Set();
const remembered = new WeakMap<SyntaxNode, Surroundings & { findings: Findings | null }>();

/**
 * What is wrong in a node and below it; null for nothing. Subtrees without a flag are not entered, and what was found
 * once is remembered with the node: after an edit it costs the path to the edit.
 */
export function findingsOf(node: ContentNode, { entities, scope }: Surroundings): Findings | null {
  // A DTD can declare namespaces where no tag shows it.
  const hasDefaults = entities.attributes.size > 0;
  if ((node.flags & WORTH_A_LOOK) === 0 && !hasDefaults) return null;
  const refers = hasDefaults || (node.flags & NodeFlag.EntityReference) !== 0;
  const key = {
    entities: refers ? entities : EMPTY_ENTITIES,
    scope: refers || (node.flags & NodeFlag.Prefixed) !== 0 ? scope : Scope.ROOT,
  };
  const known = remembered.get(node);
  if (known?.entities === key.entities && known.scope === key.scope) return known.findings;
  const findings = new Search({ entities, scope }).in(node);
  remembered.set(node, { ...key, findings });
  return findings;
}

/** Collects the findings of one node. */
class Search {
  private readonly problems: Problem[] = [];
  private readonly parts: { offset: number; findings: Findings }[] = [];
  private inContent: Set<string> | null = null;
  private inAttributes: Set<string> | null = null;
  private readonly report: XmlReport = (...problem) => void this.problems.push(xmlProblem(...problem));

  constructor(private readonly surroundings: Surroundings) {}

  in(node: ContentNode): Findings | null {
    if (isList(node)) this.list(node.items);
    else if (isElement(node)) this.element(node);
    else this.leaf(node);
    const { problems, parts, inContent, inAttributes } = this;
    const isEmpty = problems.length === 0 && parts.length === 0 && inContent === null && inAttributes === null;
    return isEmpty
      ? null
      : { problems, parts, inContent: inContent ?? NO_NAMES, inAttributes: inAttributes ?? NO_NAMES };
  }

  private list(items: readonly ContentNode[]): void {
    let offset = 0;
    for (const item of items) {
      this.part(item, offset, this.surroundings);
      offset += item.width;
    }
  }

  private part(node: ContentNode, offset: number, surroundings: Surroundings): void {
    const findings = findingsOf(node, surroundings);
    if (findings === null) return;
    if (findings.problems.length > 0 || findings.parts.length > 0) this.parts.push({ offset, findings });
    for (const name of findings.inContent) (this.inContent ??= new Set()).add(name);
    for (const name of findings.inAttributes) (this.inAttributes ??= new Set()).add(name);
  }

  private element(element: ElementNode): void {
    const { entities } = this.surroundings;
    const scope = this.surroundings.scope.enter(element, entities);
    const own = element.flags >>> START_TAG_FLAGS;
    if ((own & NodeFlag.Problem) !== 0) checkStartTag(element, entities, this.report);
    else if ((own & NodeFlag.EntityReference) !== 0) checkReferencesInTag(startTagOf(element), entities, this.report);
    if ((own & NodeFlag.EntityReference) !== 0) this.noteReferences(element);
    const mayHavePrefix = (own & NodeFlag.Prefixed) !== 0 || entities.attributes.size > 0;
    if (mayHavePrefix) checkNamespaces(element, scope, entities, this.report);
    if ((element.flags & NodeFlag.Problem) !== 0 && element.kind !== NodeKind.EmptyElement) {
      checkEndTag(element, this.report);
    }
    if (element.content !== null) this.part(element.content, element.openWidth, { entities, scope });
  }

  private noteReferences(element: ElementNode): void {
    for (const { rawValue } of attributesOf(element)) {
      for (const { name } of namedReferences(rawValue)) (this.inAttributes ??= new Set()).add(name);
    }
  }

  private leaf(leaf: LeafNode): void {
    if ((leaf.flags & NodeFlag.Problem) !== 0) checkLeaf(leaf, this.report);
    if (leaf.kind === NodeKind.Reference && (leaf.flags & NodeFlag.EntityReference) !== 0) this.reference(leaf);
  }

  private reference(leaf: LeafNode): void {
    const { entities, scope } = this.surroundings;
    const reference = textOf(leaf);
    const name = reference.slice(1, -1);
    const fault = referenceFault(name, entities);
    if (fault !== null) return this.report(fault, 0, leaf.width, [reference]);
    (this.inContent ??= new Set()).add(name);
    this.namespacesIn(name, leaf.width, { entities, scope });
  }

  /** Whether the prefixes in an entity's text are declared depends on where the reference to it stands. */
  private namespacesIn(name: string, width: number, surroundings: Surroundings): void {
    const entity = expandedEntity(name, surroundings.entities);
    const content = entity === null ? null : replacementTree(entity).content;
    if (content === null || (content.flags & (NodeFlag.Prefixed | NodeFlag.EntityReference)) === 0) return;
    const inner = findingsOf(content, surroundings);
    const first = inner === null ? undefined : problemsIn(inner, 0).find(({ code }) => code === 'xml/unbound-prefix');
    if (first !== undefined) this.report('xml/unbound-prefix', 0, width, first.args);
  }
}

/** The problems of findings and all their parts, `offset` added to their places. */
export function problemsIn(findings: Findings, offset: number): Problem[] {
  const problems: Problem[] = [];
  const collect = (inner: Findings, at: number): void => {
    for (const problem of inner.problems) problems.push(shifted(problem, at));
    for (const part of inner.parts) collect(part.findings, at + part.offset);
  };
  collect(findings, offset);
  return problems;
}
