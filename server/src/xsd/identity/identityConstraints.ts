/** Identity-constraint Satisfied (Structures 3.11.4): unique, key and keyref of every element of a document. */
import type { ElementDeclaration, IdentityConstraint, TypeDefinition } from '../components';
import { nearestFirst } from '../simpleTypes/nearest';
import { FindingsBuilder, type Findings } from '../validate/findings';
import type { Run } from '../validate/run';
import type { SchemaFacts } from '../validate/schemaFacts';
import type { Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../../xml/nodes';
import type { IdentityCode } from './codes';
import { forEachEntry, type Entry } from './entries';
import { governedChild, governedRoot, type Governed } from './governed';
import { Reach } from './reach';
import { ConstraintTables } from './tables';

interface Remembered {
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly findings: Findings | null;
}

/** A keyref's mistake names the nearest keys as long as there are no more than these. */
const MAX_COMPARED = 500;
const MAX_EXPECTED = 10;

/** Checks the identity constraints of one schema and remembers what it found. */
export class IdentityConstraints {
  readonly #reach: Reach;
  readonly #tables = new Map<IdentityConstraint, ConstraintTables>();
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
      for (const item of content.items) {
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
    return findings;
  }

  #check(run: Run, at: Governed, constraint: IdentityConstraint, found: FindingsBuilder): void {
    if (constraint.kind === 'keyref') this.#checkReferences(run, at, constraint, found);
    else this.#checkKeys(run, at, constraint, found);
  }

  #checkKeys(run: Run, at: Governed, constraint: IdentityConstraint, found: FindingsBuilder): void {
    const isKey = constraint.kind === 'key';
    const first = new Map<string, { readonly start: number; readonly end: number }>();
    forEachEntry(this.#tablesOf(run, constraint).entriesOf(run, at), 0, (entry, offset) => {
      const { key, fault } = entry;
      if (fault !== null && (isKey || fault.kind === 'ambiguous')) {
        report(found, FAULT_CODES[fault.kind], entry, offset, [entry.name, fault.field, constraint.name]);
      }
      if (key === null || (isKey && fault !== null)) return;
      const place = { start: offset + entry.valueRange.start, end: offset + entry.valueRange.end };
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, place);
        return;
      }
      const code = isKey ? 'cvc-identity-constraint.4.2.2' : 'cvc-identity-constraint.4.1';
      const { start, end } = place;
      found.report(code, start, end, [entry.text, constraint.name, at.node.name], undefined, [
        { ...other, message: 'It stands here first.', args: [] },
      ]);
    });
  }

  #checkReferences(run: Run, at: Governed, constraint: IdentityConstraint, found: FindingsBuilder): void {
    const { refer } = constraint;
    if (refer === null) return;
    const table = this.#tablesOf(run, refer).tableOf(run, at);
    forEachEntry(this.#tablesOf(run, constraint).entriesOf(run, at), 0, (entry, offset) => {
      if (entry.fault?.kind === 'ambiguous') {
        report(found, FAULT_CODES.ambiguous, entry, offset, [entry.name, entry.fault.field, constraint.name]);
      }
      if (entry.key === null || table?.has(entry.key)) return;
      const expected =
        table !== null && table.size <= MAX_COMPARED ? nearestFirst(entry.text, [...table.values()]) : [];
      found.report(
        'cvc-identity-constraint.4.3',
        offset + entry.valueRange.start,
        offset + entry.valueRange.end,
        [entry.text, constraint.name, refer.name],
        { expected: expected.slice(0, MAX_EXPECTED) },
      );
    });
  }

  #tablesOf(run: Run, constraint: IdentityConstraint): ConstraintTables {
    let tables = this.#tables.get(constraint);
    if (tables === undefined) this.#tables.set(constraint, (tables = new ConstraintTables(run, constraint)));
    return tables;
  }
}

const FAULT_CODES = {
  ambiguous: 'cvc-identity-constraint.3',
  missing: 'cvc-identity-constraint.4.2.1',
  nillable: 'cvc-identity-constraint.4.2.3',
} as const;

function report(
  found: FindingsBuilder,
  code: IdentityCode,
  entry: Entry,
  offset: number,
  args: readonly string[],
): void {
  found.report(code, offset + entry.nameRange.start, offset + entry.nameRange.end, args);
}
