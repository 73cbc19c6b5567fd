/** Identity-constraint Satisfied (Structures 3.11.4): unique, key and keyref of every element of a document. */
import type { ElementDeclaration, IdentityConstraint, TypeDefinition } from '../components';
import { SubtreeProblemsBuilder, type SubtreeProblems } from '../validate/subtreeProblems';
import type { Run } from '../validate/run';
import type { CompiledSchema } from '../validate/compiledSchema';
import type { Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import type { State } from '../contentModel/contentModel';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../../xml/nodes';
import { checkKeys } from './keys';
import { TypedChildren, typedRoot, type TypedElement } from './typedElements';
import { reachabilityOf, type Reachability } from './reachability';
import { References } from './references';
import { ConstraintTables } from './tables';
import { yieldPoint } from '../../xml/task';

interface MemoEntry {
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  /** Of a list: see {@link TypedChildren.state}. */
  readonly stateBefore: State | null;
  readonly stateAfter: State | null;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly isOfUnknownType: boolean;
  readonly problems: SubtreeProblems | null;
}

/** Checks the identity constraints of one schema; results are memoised with the nodes. */
export class IdentityConstraints {
  readonly #reachability: Reachability;
  readonly #tables = new Map<IdentityConstraint, ConstraintTables>();
  readonly #references = new References();
  readonly #memo = new WeakMap<ElementNode | ListNode, MemoEntry>();

  constructor(compiled: CompiledSchema) {
    this.#reachability = reachabilityOf(compiled);
  }

  /** The problems in a document with that root element; offsets count from its start. */
  check(run: Run, root: ElementNode, scope: Scope): SubtreeProblems | null {
    if (run.compiled.schema.identityConstraints.size === 0) return null;
    return this.#element(run, typedRoot(run, root, scope));
  }

  #element(run: Run, at: TypedElement): SubtreeProblems | null {
    const constraints = at.declaration?.identityConstraints ?? [];
    const hasNested = this.#reachability.canDeclare(at.type, null);
    if (constraints.length === 0 && !hasNested) return null;
    return this.#memoised(run, at.node, at, null, (found) => {
      for (const constraint of constraints) this.#check(run, at, constraint, found);
      const { content, openWidth } = at.node;
      if (hasNested && content !== null) this.#content(run, new TypedChildren(run, at), content, openWidth, found);
    });
  }

  /** @param offset of the content, from the start of the node of `found` */
  #content(
    run: Run,
    children: TypedChildren,
    content: ContentNode,
    offset: number,
    found: SubtreeProblemsBuilder,
  ): void {
    if (isList(content)) {
      for (const item of content.transientItems()) {
        if (isList(item)) found.nest(offset, this.#list(run, children, item));
        else this.#content(run, children, item, offset, found);
        offset += item.width;
      }
    } else if (isElement(content)) {
      const child = children.next(content);
      if (child !== null) found.nest(offset, this.#element(run, child));
    }
  }

  #list(run: Run, children: TypedChildren, list: ListNode): SubtreeProblems | null {
    return this.#memoised(run, list, children.parent, children, (found) =>
      this.#content(run, children, list, 0, found),
    );
  }

  #memoised(
    run: Run,
    node: ElementNode | ListNode,
    { declaration, type, scope, isOfUnknownType }: TypedElement,
    children: TypedChildren | null,
    check: (found: SubtreeProblemsBuilder) => void,
  ): SubtreeProblems | null {
    const { entities } = run;
    const stateBefore = children?.state ?? null;
    const known = this.#memo.get(node);
    const isSame =
      known?.declaration === declaration &&
      known.type === type &&
      known.scope === scope &&
      known.entities === entities &&
      known.isOfUnknownType === isOfUnknownType &&
      known.stateBefore === stateBefore;
    if (isSame) {
      if (children !== null) children.state = known.stateAfter;
      return known.problems;
    }
    const found = new SubtreeProblemsBuilder();
    check(found);
    const problems = found.build();
    const stateAfter = children?.state ?? null;
    this.#memo.set(node, {
      declaration,
      type,
      scope,
      entities,
      isOfUnknownType,
      stateBefore,
      stateAfter,
      problems,
    });
    yieldPoint();
    return problems;
  }

  #check(run: Run, at: TypedElement, constraint: IdentityConstraint, found: SubtreeProblemsBuilder): void {
    const entries = this.tablesOf(run, constraint).entriesOf(run, at);
    if (constraint.kind !== 'keyref') {
      checkKeys(constraint, at.node.name, entries, found);
    } else if (constraint.refer !== null) {
      const table = this.tablesOf(run, constraint.refer).tableOf(run, at);
      found.nest(0, this.#references.check(constraint, constraint.refer, entries, table));
    }
  }

  /** The memoised entries and node tables of a constraint of the schema. */
  tablesOf(run: Run, constraint: IdentityConstraint): ConstraintTables {
    let tables = this.#tables.get(constraint);
    if (tables === undefined) this.#tables.set(constraint, (tables = new ConstraintTables(run, constraint)));
    return tables;
  }
}
