/** Identity-constraint Satisfied (Structures 3.11.4): unique, key and keyref of every element of a document. */
import type { ElementDeclaration, IdentityConstraint, TypeDefinition } from '../components';
import { FindingsBuilder, type Findings } from '../validate/findings';
import type { Run } from '../validate/run';
import type { SchemaFacts } from '../validate/schemaFacts';
import type { Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../../xml/nodes';
import { glancedItems } from '../../xml/hollow';
import { pausePoint } from '../../xml/pause';
import { checkKeys } from './duplicates';
import { governedChild, governedRoot, type Governed } from './governed';
import { Reach } from './reach';
import { References } from './references';
import { ConstraintTables } from './tables';

interface Remembered {
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly findings: Findings | null;
}

/** Checks the identity constraints of one schema and remembers what it found. */
export class IdentityConstraints {
  readonly #reach: Reach;
  readonly #tables = new Map<IdentityConstraint, ConstraintTables>();
  readonly #references = new References();
  readonly #memory = new WeakMap<ElementNode | ListNode, Remembered>();

  constructor(facts: SchemaFacts) {
    this.#reach = new Reach(facts, ({ identityConstraints }) => identityConstraints.length > 0);
  }

  /** What is wrong in a document with that root element; offsets count from its start. */
  check(run: Run, root: ElementNode, scope: Scope): Findings | null {
    return this.#element(run, governedRoot(run, root, scope));
  }

  #element(run: Run, at: Governed): Findings | null {
    const constraints = at.declaration?.identityConstraints ?? [];
    const isOpen = this.#reach.within(at.type);
    if (constraints.length === 0 && !isOpen) return null;
    return this.#remembered(run, at.node, at, (found) => {
      for (const constraint of constraints) this.#check(run, at, constraint, found);
      if (isOpen && at.node.content !== null) this.#content(run, at, at.node.content, at.node.openWidth, found);
    });
  }

  /** @param offset where the content starts, counted from what `found` is for */
  #content(run: Run, parent: Governed, content: ContentNode, offset: number, found: FindingsBuilder): void {
    if (isList(content)) {
      for (const item of glancedItems(content)) {
        if (isList(item)) found.nest(offset, this.#list(run, parent, item));
        else this.#content(run, parent, item, offset, found);
        offset += item.width;
      }
    } else if (isElement(content)) {
      const child = governedChild(run, parent, parent.scope, content);
      if (child !== null) found.nest(offset, this.#element(run, child));
    }
  }

  #list(run: Run, parent: Governed, list: ListNode): Findings | null {
    return this.#remembered(run, list, parent, (found) => this.#content(run, parent, list, 0, found));
  }

  #remembered(
    run: Run,
    node: ElementNode | ListNode,
    { declaration, type, scope }: Governed,
    find: (found: FindingsBuilder) => void,
  ): Findings | null {
    const { entities } = run;
    const known = this.#memory.get(node);
    const isSame = known?.declaration === declaration && known.type === type && known.scope === scope;
    if (isSame && known.entities === entities) return known.findings;
    const found = new FindingsBuilder();
    find(found);
    const findings = found.build();
    this.#memory.set(node, { declaration, type, scope, entities, findings });
    pausePoint();
    return findings;
  }

  #check(run: Run, at: Governed, constraint: IdentityConstraint, found: FindingsBuilder): void {
    const entries = this.#tablesOf(run, constraint).entriesOf(run, at);
    if (constraint.kind !== 'keyref') {
      checkKeys(constraint, at.node.name, entries, found);
    } else if (constraint.refer !== null) {
      const table = this.#tablesOf(run, constraint.refer).tableOf(run, at);
      found.nest(0, this.#references.check(constraint, constraint.refer, entries, table));
    }
  }

  #tablesOf(run: Run, constraint: IdentityConstraint): ConstraintTables {
    let tables = this.#tables.get(constraint);
    if (tables === undefined) this.#tables.set(constraint, (tables = new ConstraintTables(run, constraint)));
    return tables;
  }
}
