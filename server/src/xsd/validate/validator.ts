/** Schema-Validity Assessment (Element) (XSD 1.0 Structures 3.3.4): what governs an element, and whether it is as that says. */
import {
  isSimpleType,
  type ComplexType,
  type ElementDeclaration,
  type Schema,
  type TypeDefinition,
  type Wildcard,
} from '../components';
import type { State, Step } from '../contentModel/contentModel';
import type { ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import { IdentityConstraints } from '../identity/identityConstraints';
import { builtinType, check } from '../simpleTypes';
import { nearestFirst } from '../simpleTypes/nearest';
import type { Entities } from '../../xml/entities';
import type { HollowList } from '../../xml/hollow';
import { Scope } from '../../xml/namespaces';
import {
  children,
  forEachChild,
  isElement,
  isLeaf,
  isList,
  NodeKind,
  type ElementNode,
  type ListNode,
} from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import { checkAttributes, checkNoAttributes } from './attributes';
import type { CleanSiblings } from './cleanSiblings';
import { ContentWalk, type ChildJudge } from './content';
import { reportNamespace } from './faults';
import { FindingsBuilder, type Findings } from './findings';
import { Memory } from './memory';
import { Run, typeName, xsiAttributes, type XsiAttributes } from './run';
import { SchemaFacts } from './schemaFacts';
import { checkMixedValue, checkText } from './text';
import { effectiveType } from './xsiType';

/** From so many children on (blanks count) a verdict is remembered; below, finding it again costs no more than keeping it. */
const REMEMBERED_COUNT = 16;
/** How many names a message lists. */
const MOST_NAMES = 10;

/** Validates documents against one schema and remembers what it found. */
export class Validator {
  readonly facts: SchemaFacts;
  readonly #memory = new Memory();
  readonly #identity: IdentityConstraints;
  readonly #judge: ChildJudge = {
    taken: (run, node, step, scope, name) => this.#taken(run, node, step, scope, name),
    misplaced: (run, node, guess, scope) => this.#element(run, node, guess, guess?.type ?? anyType, scope),
  };

  constructor(schema: Schema) {
    this.facts = new SchemaFacts(schema);
    this.#identity = new IdentityConstraints(this.facts);
  }

  /** Takes word that nothing is wrong with siblings that are not there. */
  rememberClean(list: HollowList, siblings: CleanSiblings): void {
    this.#memory.rememberClean(list, siblings);
  }

  /** What is wrong with a root element; offsets count from its start. */
  root(node: ElementNode, scope: Scope, entities: Entities): Findings | null {
    const run = new Run(this.facts, entities);
    const found = new FindingsBuilder();
    const name = this.facts.elementName(node.name, scope);
    const declaration = this.facts.schema.elements.get(name.key) ?? null;
    if (declaration === null && xsiAttributes(node, scope, run.entities).type === undefined)
      this.#reportUnknownRoot(node, name, found);
    found.nest(0, this.#element(run, node, declaration, declaration?.type ?? anyType, scope));
    found.nest(0, this.#identity.check(run, node, scope));
    return found.build();
  }

  /** Whether an element as it is, but for its name, is as a declaration says. */
  accepts(node: ElementNode, declaration: ElementDeclaration, scope: Scope, entities: Entities): boolean {
    const run = new Run(this.facts, entities);
    return this.#element(run, node, declaration, declaration.type, scope) === null;
  }

  /** The state behind a run of siblings all of which fit; `null` where that is not remembered. */
  stateBehind(list: ListNode, type: ComplexType, scope: Scope, before: State): State | null {
    return this.#memory.stateBehind(list, type, scope, before);
  }

  #reportUnknownRoot(node: ElementNode, name: ElementName, found: FindingsBuilder): void {
    const { local } = name;
    const elements = [...this.facts.schema.elements.values()].filter((element) => !element.abstract);
    const namesake = elements.find((element) => element.name === local);
    if (namesake !== undefined) return reportNamespace('cvc-elt.1', { node, offset: 0, name }, namesake, found);
    const expected = nearestFirst(
      local,
      elements.map((element) => element.name),
    );
    const { nameStart, nameEnd } = startTagOf(node);
    found.report('cvc-elt.1', nameStart, nameEnd, [node.name, expected.slice(0, MOST_NAMES).join(', ')], {
      found: local,
      expected,
    });
  }

  #element(
    run: Run,
    node: ElementNode,
    declaration: ElementDeclaration | null,
    declared: TypeDefinition,
    scope: Scope,
  ): Findings | null {
    const isLarge = node.content !== null && isList(node.content) && node.content.count >= REMEMBERED_COUNT;
    if (isLarge) {
      const known = this.#memory.element(node, declaration, declared, scope, run.entities);
      if (known !== null) return known.findings;
    }
    const found = new FindingsBuilder();
    this.#assess(run, node, declaration, declared, scope, found);
    const findings = found.build();
    if (isLarge) {
      this.#memory.rememberElement(node, { declaration, type: declared, scope, entities: run.entities, findings });
    }
    return findings;
  }

  #assess(
    run: Run,
    node: ElementNode,
    declaration: ElementDeclaration | null,
    declared: TypeDefinition,
    scope: Scope,
    found: FindingsBuilder,
  ): void {
    const xsi = xsiAttributes(node, scope, run.entities);
    if (declaration?.abstract) this.#reportAbstract(declaration, node, found);
    const type = effectiveType(run, node, declaration, declared, xsi.type, scope, found);
    if (!isSimpleType(type) && type.abstract) reportName('cvc-type.2', node, [node.name, typeName(type)], found);
    const isNil = checkNil(run, node, declaration, xsi, found);
    if (isSimpleType(type)) {
      checkNoAttributes(run, node, scope, found);
      if (isNil) return;
      this.#refuseElements(run, node, null, scope, 'cvc-type.3.1.2', found);
      checkText(run, node, type, declaration, declared, scope, found);
      return;
    }
    checkAttributes(run, node, type, scope, found);
    if (isNil) return;
    if (type.simpleType !== null && type.contentKind === 'simple') {
      this.#refuseElements(run, node, type, scope, 'cvc-complex-type.2.2', found);
      checkText(run, node, type.simpleType, declaration, declared, scope, found);
    } else {
      new ContentWalk(run, this.#memory, this.#judge, node, type, scope).check(found);
      if (declaration?.valueConstraint) checkMixedValue(run, node, declaration.valueConstraint, found);
    }
  }

  #taken(run: Run, node: ElementNode, step: Step, scope: Scope, name: ElementName): Findings | null {
    const { declaration, leaf } = step;
    if (declaration !== null) return this.#element(run, node, declaration, declaration.type, scope);
    return leaf.kind === 'wildcard' ? this.#wild(run, node, leaf.wildcard, scope, name) : null;
  }

  /** An element that a wildcard took (Wildcard allows, 3.10.4, and Schema-Validity Assessment, lax). */
  #wild(run: Run, node: ElementNode, wildcard: Wildcard, scope: Scope, name: ElementName): Findings | null {
    if (wildcard.processContents === 'skip') return null;
    const declaration = this.facts.schema.elements.get(name.key) ?? null;
    if (declaration !== null) return this.#element(run, node, declaration, declaration.type, scope);
    if (wildcard.processContents === 'lax' || xsiAttributes(node, scope, run.entities).type !== undefined) {
      return this.#element(run, node, null, anyType, scope);
    }
    const found = new FindingsBuilder();
    reportName('cvc-complex-type.2.4.c', node, [node.name], found);
    found.nest(0, this.#element(run, node, null, anyType, scope));
    return found.build();
  }

  /** Elements where text alone may stand. They are judged by what their names say elsewhere. */
  #refuseElements(
    run: Run,
    node: ElementNode,
    type: ComplexType | null,
    scope: Scope,
    code: 'cvc-type.3.1.2' | 'cvc-complex-type.2.2',
    found: FindingsBuilder,
  ): void {
    if (node.content === null || isLeaf(node.content)) return;
    forEachChild(node.content, node.openWidth, (child, offset) => {
      if (!isElement(child)) return;
      // An element without end tag swallows what follows it: its end tag is what is wrong.
      if (node.kind !== NodeKind.UnclosedElement) {
        const { nameStart, nameEnd } = startTagOf(child);
        found.report(code, offset + nameStart, offset + nameEnd, [child.name, node.name], { found: child.name });
      }
      const inner = scope.enter(child, run.entities);
      const guess = this.facts.guess(this.facts.elementName(child.name, inner), type);
      found.nest(offset, this.#element(run, child, guess, guess?.type ?? anyType, inner));
    });
  }

  #reportAbstract(declaration: ElementDeclaration, node: ElementNode, found: FindingsBuilder): void {
    const others = (this.facts.schema.substitutables.get(declaration) ?? []).map((element) => element.name);
    reportName('cvc-elt.2', node, [node.name, others.join(', ')], found, others);
  }
}

/** `xsi:nil`: whether the element is nil, and whether it may be (cvc-elt.3). */
function checkNil(
  run: Run,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  { nil }: XsiAttributes,
  found: FindingsBuilder,
): boolean {
  if (nil === undefined) return false;
  const value = attributeValue(nil, run.entities, node.name).trim();
  const isNil = value === 'true' || value === '1';
  if (!isNil && value !== 'false' && value !== '0') {
    const failure = check(builtinType('boolean')!, value, run.values(Scope.ROOT));
    if (failure !== null)
      found.report(failure.code, nil.valueStart, nil.valueEnd, failure.args, { expected: failure.expected });
  }
  if (declaration !== null && !declaration.nillable) {
    found.report('cvc-elt.3.1', nil.nameStart, nil.nameEnd, [node.name]);
    return isNil;
  }
  if (!isNil) return false;
  if (declaration?.valueConstraint?.kind === 'fixed')
    found.report('cvc-elt.3.2.2', nil.nameStart, nil.nameEnd, [node.name]);
  if (hasContent(node)) reportName('cvc-elt.3.2.1', node, [node.name], found);
  return true;
}

/** Elements or characters, white space included: comments and processing instructions are nothing. */
function hasContent(node: ElementNode): boolean {
  for (const child of children(node.content)) {
    if (child.kind !== NodeKind.Comment && child.kind !== NodeKind.ProcessingInstruction) return true;
  }
  return false;
}

function reportName(
  code: 'cvc-elt.2' | 'cvc-elt.3.2.1' | 'cvc-type.2' | 'cvc-complex-type.2.4.c',
  node: ElementNode,
  args: readonly string[],
  found: FindingsBuilder,
  expected: readonly string[] = [],
): void {
  const { nameStart, nameEnd } = startTagOf(node);
  found.report(code, nameStart, nameEnd, args, { expected });
}
