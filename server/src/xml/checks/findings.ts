import { referenceFault } from './attributeReferences';
import { type XmlReport, xmlProblem } from '../codes';
import { EMPTY_ENTITIES, type Entities, type GeneralEntity } from '../entities';
import { expandedEntity, replacementTree } from '../entities/entityContent';
import { namedReferences } from '../entities/entityReferences';
import { checkLeaf } from './leafProblems';
import { checkNamespaces } from './namespaceProblems';
import { Scope } from '../namespaces';
import type { ContentNode, ElementNode, LeafNode, ListNode } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind, START_TAG_FLAGS, textOf } from '../nodes';
import { pausePoint } from '../pause';
import { type Problem, shifted } from '../problem';
import { WORTH_REMEMBERING } from './remembering';
import { checkEndTag, checkReferencesInTag, checkStartTag } from './tagProblems';
import { attributesOf, startTagOf } from '../tags';

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
const remembered = new WeakMap<ListNode, Surroundings & { findings: Findings | null }>();

/** What is wrong in a node and below it; null for nothing. Subtrees without a flag are not entered. */
export function findingsOf(node: ContentNode, { entities, scope }: Surroundings): Findings | null {
  const search = new Search(entities);
  search.in(node, 0, scope);
  return search.findings();
}

/** The same for a long list; remembered with it, so that after an edit only the lists on the path to it are looked through. */
function findingsIn(list: ListNode, entities: Entities, scope: Scope): Findings | null {
  const refers = entities.attributes.size > 0 || (list.flags & NodeFlag.EntityReference) !== 0;
  const keyEntities = refers ? entities : EMPTY_ENTITIES;
  const keyScope = refers || (list.flags & NodeFlag.Prefixed) !== 0 ? scope : Scope.ROOT;
  const known = remembered.get(list);
  if (known?.entities === keyEntities && known.scope === keyScope) return known.findings;
  const search = new Search(entities);
  search.items(list, 0, scope);
  const findings = search.findings();
  remembered.set(list, { entities: keyEntities, scope: keyScope, findings });
  pausePoint();
  return findings;
}

/** Takes word that nothing is wrong in a list that refers to no entity and stands in a document without entities. */
export function rememberNoFindings(list: ListNode, around: Scope): void {
  const scope = (list.flags & NodeFlag.Prefixed) !== 0 ? around : Scope.ROOT;
  remembered.set(list, { entities: EMPTY_ENTITIES, scope, findings: null });
}

/** Collects findings; its fields are made when the first one needs them. */
class Search {
  private problems: Problem[] | null = null;
  private parts: { offset: number; findings: Findings }[] | null = null;
  private inContent: Set<string> | null = null;
  private inAttributes: Set<string> | null = null;
  /** Where the node that is being checked starts. */
  private offset = 0;
  /** A DTD can declare namespaces where no tag shows it: then every element is worth a look. */
  private readonly looksEverywhere: boolean;

  constructor(private readonly entities: Entities) {
    this.looksEverywhere = entities.attributes.size > 0;
  }

  /** Reports a problem of the node that is being checked. */
  private readonly report: XmlReport = (...problem) => {
    (this.problems ??= []).push(shifted(xmlProblem(...problem), this.offset));
  };

  findings(): Findings | null {
    const { problems, parts, inContent, inAttributes } = this;
    if (problems === null && parts === null && inContent === null && inAttributes === null) return null;
    return {
      problems: problems ?? [],
      parts: parts ?? [],
      inContent: inContent ?? NO_NAMES,
      inAttributes: inAttributes ?? NO_NAMES,
    };
  }

  /** Looks into a node that starts at `offset`. */
  in(node: ContentNode, offset: number, scope: Scope): void {
    if ((node.flags & WORTH_A_LOOK) === 0 && !this.looksEverywhere) return;
    if (isElement(node)) this.element(node, offset, scope);
    else if (!isList(node)) this.leaf(node, offset, scope);
    else if (node.width < WORTH_REMEMBERING) this.items(node, offset, scope);
    else this.part(findingsIn(node, this.entities, scope), offset);
  }

  items(list: ListNode, offset: number, scope: Scope): void {
    for (const item of list.items) {
      this.in(item, offset, scope);
      offset += item.width;
    }
  }

  private part(findings: Findings | null, offset: number): void {
    if (findings === null) return;
    if (findings.problems.length > 0 || findings.parts.length > 0) (this.parts ??= []).push({ offset, findings });
    for (const name of findings.inContent) (this.inContent ??= new Set()).add(name);
    for (const name of findings.inAttributes) (this.inAttributes ??= new Set()).add(name);
  }

  private element(element: ElementNode, offset: number, outer: Scope): void {
    const { entities } = this;
    const scope = outer.enter(element, entities);
    const own = element.flags >>> START_TAG_FLAGS;
    this.offset = offset;
    if ((own & NodeFlag.Problem) !== 0) checkStartTag(element, entities, this.report);
    else if ((own & NodeFlag.EntityReference) !== 0) checkReferencesInTag(startTagOf(element), entities, this.report);
    if ((own & NodeFlag.EntityReference) !== 0) this.noteReferences(element);
    if ((own & NodeFlag.Prefixed) !== 0 || entities.attributes.size > 0) {
      checkNamespaces(element, scope, entities, this.report);
    }
    if ((element.flags & NodeFlag.Problem) !== 0 && element.kind !== NodeKind.EmptyElement) {
      checkEndTag(element, this.report);
    }
    if (element.content !== null) this.in(element.content, offset + element.openWidth, scope);
  }

  private noteReferences(element: ElementNode): void {
    for (const { rawValue } of attributesOf(element)) {
      for (const { name } of namedReferences(rawValue)) (this.inAttributes ??= new Set()).add(name);
    }
  }

  private leaf(leaf: LeafNode, offset: number, scope: Scope): void {
    this.offset = offset;
    if ((leaf.flags & NodeFlag.Problem) !== 0) checkLeaf(leaf, this.report);
    if (leaf.kind === NodeKind.Reference && (leaf.flags & NodeFlag.EntityReference) !== 0) this.reference(leaf, scope);
  }

  private reference(leaf: LeafNode, scope: Scope): void {
    const reference = textOf(leaf);
    const name = reference.slice(1, -1);
    const fault = referenceFault(name, this.entities);
    if (fault !== null) return this.report(fault, 0, leaf.width, [reference]);
    (this.inContent ??= new Set()).add(name);
    const entity = expandedEntity(name, this.entities);
    const prefix = entity === null ? null : unboundPrefixIn(entity, this.entities, scope);
    if (prefix !== null) this.report('xml/unbound-prefix', 0, leaf.width, [prefix]);
  }
}

const unboundPrefixes = new WeakMap<GeneralEntity, Surroundings & { prefix: string | null }>();

/** The first prefix in an entity's text that is not declared where a reference to it stands: null for none. */
function unboundPrefixIn(entity: GeneralEntity, entities: Entities, scope: Scope): string | null {
  const { content } = replacementTree(entity);
  if (content === null || (content.flags & (NodeFlag.Prefixed | NodeFlag.EntityReference)) === 0) return null;
  const known = unboundPrefixes.get(entity);
  if (known?.entities === entities && known.scope === scope) return known.prefix;
  const findings = findingsOf(content, { entities, scope });
  const problems = findings === null ? [] : problemsIn(findings, 0);
  const prefix = problems.find(({ code }) => code === 'xml/unbound-prefix')?.args[0] ?? null;
  unboundPrefixes.set(entity, { entities, scope, prefix });
  return prefix;
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
