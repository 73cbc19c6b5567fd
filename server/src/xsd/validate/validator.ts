/** Schema-Validity Assessment (Element) (XSD 1.0 Structures 3.3.4): declaration, type and validity of elements. */
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
import { nearestFirst } from '../../xml/nearest';
import type { Entities } from '../../xml/entities';
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
import { ContentValidator, type ChildValidator } from './content';
import { reportNamespace } from './contentProblems';
import { SubtreeProblemsBuilder, type SubtreeProblems } from './subtreeProblems';
import { ValidationMemo } from './validationMemo';
import { Run, typeName, xsiAttributes, type XsiAttributes } from './run';
import { CompiledSchema } from './compiledSchema';
import { checkMixedValue, checkText } from './text';
import type { ValidSiblings } from './validSiblings';
import { effectiveType } from './xsiType';

/** Child nodes (with whitespace) from which on a verdict is memoised; with fewer, validating again costs no more. */
const MEMO_MIN_CHILDREN = 16;
/** The number of names that a message lists. */
const MAX_NAMES = 10;

/** Validates documents against one schema; results are memoised with the nodes. */
export class Validator {
  readonly compiled: CompiledSchema;
  readonly #memo = new ValidationMemo();
  readonly identity: IdentityConstraints;
  readonly #children: ChildValidator = {
    matched: (run, node, step, scope, name) => this.#matched(run, node, step, scope, name),
    misplaced: (run, node, guess, scope) => this.#element(run, node, guess, guess?.type ?? anyType, scope),
  };
  /** The children of an element with a wrong `xsi:type`: what does not fit the declared type can be right. */
  readonly #childrenOfUnknown: ChildValidator = { ...this.#children, misplaced: () => null };

  constructor(schema: Schema) {
    this.compiled = new CompiledSchema(schema);
    this.identity = new IdentityConstraints(this.compiled);
  }

  /** Records that the siblings in a list are valid, so that they are not validated again. */
  recordValidSiblings(list: ListNode, siblings: ValidSiblings): void {
    this.#memo.recordValidSiblings(list, siblings);
  }

  /** The problems of a root element; offsets count from its start. */
  root(node: ElementNode, scope: Scope, entities: Entities): SubtreeProblems | null {
    const run = new Run(this.compiled, entities);
    const found = new SubtreeProblemsBuilder();
    const name = this.compiled.elementName(node.name, scope);
    const declaration = this.compiled.schema.elements.get(name.key) ?? null;
    if (declaration === null && xsiAttributes(node, scope, run.entities).type === undefined)
      this.#reportUnknownRoot(node, name, found);
    found.nest(0, this.#element(run, node, declaration, declaration?.type ?? anyType, scope));
    found.nest(0, this.identity.check(run, node, scope));
    return found.build();
  }

  /** Whether an element, apart from its name, is valid for a declaration. */
  accepts(node: ElementNode, declaration: ElementDeclaration, scope: Scope, entities: Entities): boolean {
    const run = new Run(this.compiled, entities);
    return this.#element(run, node, declaration, declaration.type, scope) === null;
  }

  /** The memoised state after a list of siblings without content problems; `null` for none. */
  stateAfter(list: ListNode, type: ComplexType, scope: Scope, before: State): State | null {
    return this.#memo.stateAfter(list, type, scope, before);
  }

  #reportUnknownRoot(node: ElementNode, name: ElementName, found: SubtreeProblemsBuilder): void {
    const { local } = name;
    const elements = [...this.compiled.schema.elements.values()].filter((element) => !element.abstract);
    const namesake = elements.find((element) => element.name === local);
    if (namesake !== undefined) return reportNamespace('cvc-elt.1', { node, offset: 0, name }, namesake, found);
    const expected = nearestFirst(
      local,
      elements.map((element) => element.name),
    );
    const { nameStart, nameEnd } = startTagOf(node);
    found.report('cvc-elt.1', nameStart, nameEnd, [node.name, expected.slice(0, MAX_NAMES).join(', ')], {
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
  ): SubtreeProblems | null {
    const isLarge = node.content !== null && isList(node.content) && node.content.count >= MEMO_MIN_CHILDREN;
    if (isLarge) {
      const known = this.#memo.element(node, declaration, declared, scope, run.entities);
      if (known !== null) return known.problems;
    }
    const found = new SubtreeProblemsBuilder();
    this.#assess(run, node, declaration, declared, scope, found);
    const problems = found.build();
    if (isLarge) {
      this.#memo.setElement(node, { declaration, type: declared, scope, entities: run.entities, problems });
    }
    return problems;
  }

  #assess(
    run: Run,
    node: ElementNode,
    declaration: ElementDeclaration | null,
    declared: TypeDefinition,
    scope: Scope,
    found: SubtreeProblemsBuilder,
  ): void {
    const xsi = xsiAttributes(node, scope, run.entities);
    if (declaration?.abstract) this.#reportAbstract(declaration, node, found);
    const type = effectiveType(run, node, declaration, declared, xsi.type, scope, found);
    if (type !== null) {
      this.#assessAs(run, node, declaration, declared, type, xsi, scope, this.#children, found);
      return;
    }
    // The content was written for another type. What the declared type says of its children holds in types derived from it.
    const rest = new SubtreeProblemsBuilder();
    this.#assessAs(run, node, declaration, declared, declared, xsi, scope, this.#childrenOfUnknown, rest);
    found.nestWithoutOwn(rest.build());
  }

  #assessAs(
    run: Run,
    node: ElementNode,
    declaration: ElementDeclaration | null,
    declared: TypeDefinition,
    type: TypeDefinition,
    xsi: XsiAttributes,
    scope: Scope,
    children: ChildValidator,
    found: SubtreeProblemsBuilder,
  ): void {
    if (!isSimpleType(type) && type.abstract) reportName('cvc-type.2', node, [node.name, typeName(type)], found);
    const isNil = checkNil(run, node, declaration, xsi, found);
    if (isSimpleType(type)) {
      checkNoAttributes(run, node, scope, found);
      if (isNil) return;
      this.#rejectElements(run, node, null, scope, 'cvc-type.3.1.2', children, found);
      checkText(run, node, type, declaration, declared, scope, found);
      return;
    }
    checkAttributes(run, node, type, scope, found);
    if (isNil) return;
    if (type.simpleType !== null && type.contentKind === 'simple') {
      this.#rejectElements(run, node, type, scope, 'cvc-complex-type.2.2', children, found);
      checkText(run, node, type.simpleType, declaration, declared, scope, found);
    } else {
      new ContentValidator(run, this.#memo, children, node, type, scope).check(found);
      if (declaration?.valueConstraint) checkMixedValue(run, node, declaration.valueConstraint, found);
    }
  }

  #matched(run: Run, node: ElementNode, step: Step, scope: Scope, name: ElementName): SubtreeProblems | null {
    const { declaration, leaf } = step;
    if (declaration !== null) return this.#element(run, node, declaration, declaration.type, scope);
    return leaf.kind === 'wildcard' ? this.#matchedByWildcard(run, node, leaf.wildcard, scope, name) : null;
  }

  /** An element that a wildcard matches (Wildcard allows, 3.10.4, and Schema-Validity Assessment, lax). */
  #matchedByWildcard(
    run: Run,
    node: ElementNode,
    wildcard: Wildcard,
    scope: Scope,
    name: ElementName,
  ): SubtreeProblems | null {
    if (wildcard.processContents === 'skip') return null;
    const declaration = this.compiled.schema.elements.get(name.key) ?? null;
    if (declaration !== null) return this.#element(run, node, declaration, declaration.type, scope);
    if (wildcard.processContents === 'lax' || xsiAttributes(node, scope, run.entities).type !== undefined) {
      return this.#element(run, node, null, anyType, scope);
    }
    const found = new SubtreeProblemsBuilder();
    reportName('cvc-complex-type.2.4.c', node, [node.name], found);
    found.nest(0, this.#element(run, node, null, anyType, scope));
    return found.build();
  }

  /** Reports elements where only text is allowed. They are validated by the declaration that their names have elsewhere. */
  #rejectElements(
    run: Run,
    node: ElementNode,
    type: ComplexType | null,
    scope: Scope,
    code: 'cvc-type.3.1.2' | 'cvc-complex-type.2.2',
    children: ChildValidator,
    found: SubtreeProblemsBuilder,
  ): void {
    if (node.content === null || isLeaf(node.content)) return;
    forEachChild(node.content, node.openWidth, (child, offset) => {
      if (!isElement(child)) return;
      // An element without end tag contains what follows it: the problem is the missing end tag.
      if (node.kind !== NodeKind.UnclosedElement) {
        const { nameStart, nameEnd } = startTagOf(child);
        found.report(code, offset + nameStart, offset + nameEnd, [child.name, node.name], { found: child.name });
      }
      const inner = scope.enter(child, run.entities);
      const guess = this.compiled.guess(this.compiled.elementName(child.name, inner), type);
      found.nest(offset, children.misplaced(run, child, guess, inner));
    });
  }

  #reportAbstract(declaration: ElementDeclaration, node: ElementNode, found: SubtreeProblemsBuilder): void {
    const others = (this.compiled.schema.substitutables.get(declaration) ?? []).map((element) => element.name);
    reportName('cvc-elt.2', node, [node.name, others.join(', ')], found, others);
  }
}

/** Whether an element is nil; checks `xsi:nil` (cvc-elt.3). */
function checkNil(
  run: Run,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  { nil }: XsiAttributes,
  found: SubtreeProblemsBuilder,
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

/** Whether an element contains elements or characters, including whitespace. */
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
  found: SubtreeProblemsBuilder,
  expected: readonly string[] = [],
): void {
  const { nameStart, nameEnd } = startTagOf(node);
  found.report(code, nameStart, nameEnd, args, { expected });
}
