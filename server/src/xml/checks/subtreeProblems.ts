import { type XmlReport, xmlProblem } from '../codes';
import { EMPTY_ENTITIES, type Entities, type GeneralEntity } from '../entities';
import { checkLeaf } from './leafProblems';
import { checkNamespaces } from './namespaceProblems';
import { Scope } from '../namespaces';
import { type ContentNode, type ElementNode, type LeafNode, type ListNode, MEMO_MIN_WIDTH } from '../nodes';
import { isElement, isList, NodeFlag, NodeKind, START_TAG_FLAGS, textOf } from '../nodes';
import { type Problem, shifted } from '../problem';
import { checkEndTag, checkReferencesInTag, checkStartTag } from './tagProblems';
import { attributesOf, startTagOf } from '../tags';
import { checkpoint } from '../budget';
import { yieldPoint } from '../task';
import { namedReferences } from '../syntax/references';
import { expandedEntity, replacementTree } from '../entities/expansion';
import { referenceProblem } from './referenceProblems';

/** The problems in a node; offsets count from its start. Parts are shared with other versions of the document. */
export interface SubtreeProblems {
  readonly problems: readonly Problem[];
  /** Those of the lists in the node whose results are memoised, with their offsets in the node. */
  readonly parts: readonly { readonly offset: number; readonly subtree: SubtreeProblems }[];
  /** Entities that its content refers to, each once. */
  readonly inContent: ReadonlySet<string>;
  /** Entities that its attributes refer to, each once. */
  readonly inAttributes: ReadonlySet<string>;
}

/** What the problems in a node depend on besides the node itself. */
export interface CheckContext {
  readonly entities: Entities;
  readonly scope: Scope;
}

/** The flags of subtrees that must be checked. */
const FLAGS_TO_CHECK = NodeFlag.Problem | NodeFlag.Prefixed | NodeFlag.EntityReference;
const NO_NAMES: ReadonlySet<string> = new Set();
const memo = new WeakMap<ListNode, CheckContext & { found: SubtreeProblems | null }>();

/** The problems and entity references in a node and below it; null for none. Subtrees without one of the flags are skipped. */
export function subtreeProblemsOf(node: ContentNode, { entities, scope }: CheckContext): SubtreeProblems | null {
  const collector = new Collector(entities);
  collector.check(node, 0, scope);
  return collector.result();
}

/** The same for a long list; memoised with it, so that after an edit only the lists on the path to it are checked again. */
function problemsOfList(list: ListNode, entities: Entities, scope: Scope): SubtreeProblems | null {
  const hasReferences = entities.attributes.size > 0 || (list.flags & NodeFlag.EntityReference) !== 0;
  const keyEntities = hasReferences ? entities : EMPTY_ENTITIES;
  const keyScope = hasReferences || (list.flags & NodeFlag.Prefixed) !== 0 ? scope : Scope.ROOT;
  const known = memo.get(list);
  if (known?.entities === keyEntities && known.scope === keyScope) return known.found;
  const collector = new Collector(entities);
  collector.checkItems(list, 0, scope);
  const found = collector.result();
  memo.set(list, { entities: keyEntities, scope: keyScope, found });
  yieldPoint();
  return found;
}

/**
 * Memoises that a list has no problems, for a caller that has checked it in another way. The list must not refer to
 * entities, and the document must not declare any.
 * @param around the scope of the list
 */
export function memoiseNoProblems(list: ListNode, around: Scope): void {
  const scope = (list.flags & NodeFlag.Prefixed) !== 0 ? around : Scope.ROOT;
  memo.set(list, { entities: EMPTY_ENTITIES, scope, found: null });
}

/** Collects problems and references; its fields are created on first use, because most nodes have neither. */
class Collector {
  private problems: Problem[] | null = null;
  private parts: { offset: number; subtree: SubtreeProblems }[] | null = null;
  private inContent: Set<string> | null = null;
  private inAttributes: Set<string> | null = null;
  /** The start of the node that is being checked. */
  private offset = 0;
  /** Whether every element is checked: a DTD can declare namespaces without a trace in the tags. */
  private readonly checksAll: boolean;

  constructor(private readonly entities: Entities) {
    this.checksAll = entities.attributes.size > 0;
  }

  /** Reports a problem of the node that is being checked. */
  private readonly report: XmlReport = (...problem) => {
    (this.problems ??= []).push(shifted(xmlProblem(...problem), this.offset));
  };

  result(): SubtreeProblems | null {
    const { problems, parts, inContent, inAttributes } = this;
    if (problems === null && parts === null && inContent === null && inAttributes === null) return null;
    return {
      problems: problems ?? [],
      parts: parts ?? [],
      inContent: inContent ?? NO_NAMES,
      inAttributes: inAttributes ?? NO_NAMES,
    };
  }

  /** Checks a node that starts at `offset`. */
  check(node: ContentNode, offset: number, scope: Scope): void {
    if ((node.flags & FLAGS_TO_CHECK) === 0 && !this.checksAll) return;
    checkpoint();
    if (isElement(node)) this.checkElement(node, offset, scope);
    else if (!isList(node)) this.checkLeaf(node, offset, scope);
    else if (node.width < MEMO_MIN_WIDTH) this.checkItems(node, offset, scope);
    else this.addPart(problemsOfList(node, this.entities, scope), offset);
  }

  checkItems(list: ListNode, offset: number, scope: Scope): void {
    let isTooDeep = false;
    for (const item of list.items) {
      // One of a run is enough: a document can have a million of them, and only the first is reported.
      const isRepeated = isTooDeep && item.kind === NodeKind.TooDeepTag;
      isTooDeep = item.kind === NodeKind.TooDeepTag;
      if (!isRepeated) this.check(item, offset, scope);
      offset += item.width;
    }
  }

  private addPart(subtree: SubtreeProblems | null, offset: number): void {
    if (subtree === null) return;
    if (subtree.problems.length > 0 || subtree.parts.length > 0) (this.parts ??= []).push({ offset, subtree });
    for (const name of subtree.inContent) (this.inContent ??= new Set()).add(name);
    for (const name of subtree.inAttributes) (this.inAttributes ??= new Set()).add(name);
  }

  private checkElement(element: ElementNode, offset: number, outer: Scope): void {
    const { entities } = this;
    const scope = outer.enter(element, entities);
    const tagFlags = element.flags >>> START_TAG_FLAGS;
    this.offset = offset;
    if ((tagFlags & NodeFlag.Problem) !== 0) checkStartTag(element, entities, this.report);
    else if ((tagFlags & NodeFlag.EntityReference) !== 0)
      checkReferencesInTag(startTagOf(element), entities, this.report);
    if ((tagFlags & NodeFlag.EntityReference) !== 0) this.collectReferences(element);
    if ((tagFlags & NodeFlag.Prefixed) !== 0 || entities.attributes.size > 0) {
      checkNamespaces(element, scope, entities, this.report);
    }
    if ((element.flags & NodeFlag.Problem) !== 0 && element.kind !== NodeKind.EmptyElement) {
      checkEndTag(element, this.report);
    }
    if (element.content !== null) this.check(element.content, offset + element.openWidth, scope);
  }

  private collectReferences(element: ElementNode): void {
    for (const { rawValue } of attributesOf(element)) {
      for (const { name } of namedReferences(rawValue)) (this.inAttributes ??= new Set()).add(name);
    }
  }

  private checkLeaf(leaf: LeafNode, offset: number, scope: Scope): void {
    this.offset = offset;
    if ((leaf.flags & NodeFlag.Problem) !== 0) checkLeaf(leaf, this.report);
    if (leaf.kind === NodeKind.Reference && (leaf.flags & NodeFlag.EntityReference) !== 0)
      this.checkReference(leaf, scope);
  }

  private checkReference(leaf: LeafNode, scope: Scope): void {
    const reference = textOf(leaf);
    const name = reference.slice(1, -1);
    const problem = referenceProblem(name, this.entities);
    if (problem !== null) return this.report(problem, 0, leaf.width, [reference]);
    (this.inContent ??= new Set()).add(name);
    const entity = expandedEntity(name, this.entities);
    const prefix = entity === null ? null : unboundPrefixIn(entity, this.entities, scope);
    if (prefix !== null) this.report('xml/unbound-prefix', 0, leaf.width, [prefix]);
  }
}

const unboundPrefixes = new WeakMap<GeneralEntity, CheckContext & { prefix: string | null }>();

/** The first prefix in an entity's text that is not declared in the scope of a reference to the entity; null for none. */
function unboundPrefixIn(entity: GeneralEntity, entities: Entities, scope: Scope): string | null {
  const { content } = replacementTree(entity);
  if (content === null || (content.flags & (NodeFlag.Prefixed | NodeFlag.EntityReference)) === 0) return null;
  const known = unboundPrefixes.get(entity);
  if (known?.entities === entities && known.scope === scope) return known.prefix;
  const found = subtreeProblemsOf(content, { entities, scope });
  const problems = found === null ? [] : problemsIn(found, 0);
  const prefix = problems.find(({ code }) => code === 'xml/unbound-prefix')?.args[0] ?? null;
  unboundPrefixes.set(entity, { entities, scope, prefix });
  return prefix;
}

/** All problems in a subtree, its parts included, in one list. @param offset is added to their places */
export function problemsIn(subtree: SubtreeProblems, offset: number): Problem[] {
  const problems: Problem[] = [];
  const collect = (inner: SubtreeProblems, at: number): void => {
    for (const problem of inner.problems) problems.push(shifted(problem, at));
    for (const part of inner.parts) collect(part.subtree, at + part.offset);
  };
  collect(subtree, offset);
  return problems;
}
