/** Attributes against their declarations (XSD 1.0 Structures 3.2.4, 3.4.4). */
import { nameKey, type AttributeDeclaration, type ComplexType, type ValueConstraint } from '../components';
import { isId } from '../resolve/valueConstraints';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { check, identifiersIn, valueKey, type SimpleType } from '../simpleTypes';
import { nearestFirst } from '../../xml/nearest';
import { allows } from '../wildcards';
import { expandedName, type ExpandedName, type Scope } from '../../xml/namespaces';
import { NodeFlag, START_TAG_FLAGS, type ElementNode } from '../../xml/nodes';
import { startTagOf, type Attribute } from '../../xml/tags';
import { attributesWithDefaults, attributeValue } from '../../xml/values';
import type { SubtreeProblemsBuilder } from './subtreeProblems';
import type { Run } from './run';

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Checks the attributes of an element of complex type. */
export function checkAttributes(
  run: Run,
  node: ElementNode,
  type: ComplexType,
  scope: Scope,
  found: SubtreeProblemsBuilder,
): void {
  const { uses, required } = run.compiled.attributes(type);
  if (required.length === 0 && !canHaveAttributes(run, node)) return;
  const present = new Set<string>();
  let hasWildcardId = false;
  for (const { attribute, name } of schemaAttributes(run, node, scope)) {
    const key = nameKey(name.namespace, name.local);
    present.add(key);
    const use = uses.get(key);
    if (use !== undefined) {
      checkAttribute(run, node, attribute, use.declaration, use.valueConstraint, scope, found);
      continue;
    }
    const declaration = wildcardDeclaration(run, node, type, attribute, name, found);
    if (declaration === null) continue;
    checkAttribute(run, node, attribute, declaration, declaration.valueConstraint, scope, found);
    if (!isId(declaration.type)) continue;
    if (hasWildcardId || type.attributeUses.some((other) => isId(other.declaration.type))) {
      found.report('cvc-complex-type.5.1', attribute.nameStart, attribute.nameEnd, [attribute.name]);
    }
    hasWildcardId = true;
  }
  for (const { declaration } of required) {
    if (present.has(nameKey(declaration.namespace, declaration.name))) continue;
    const { nameStart, nameEnd } = startTagOf(node);
    found.report('cvc-complex-type.4', nameStart, nameEnd, [node.name, declaration.name], {
      expected: [declaration.name],
    });
  }
}

/** Reports the attributes of an element of simple type, which can have only those of the xsi namespace. */
export function checkNoAttributes(run: Run, node: ElementNode, scope: Scope, found: SubtreeProblemsBuilder): void {
  for (const { attribute } of schemaAttributes(run, node, scope)) {
    found.report('cvc-type.3.1.1', attribute.nameStart, attribute.nameEnd, [attribute.name, node.name]);
  }
}

/** The attributes that a schema declares: without namespace declarations and the four of the xsi namespace. */
function* schemaAttributes(
  run: Run,
  node: ElementNode,
  scope: Scope,
): Generator<{ attribute: Attribute; name: ExpandedName }, void, undefined> {
  if (!canHaveAttributes(run, node)) return;
  for (const attribute of attributesWithDefaults(node, run.entities)) {
    const name = expandedName(attribute.name, scope, 'attribute');
    if (name.namespace === XMLNS_NAMESPACE || (name.namespace === XSI_NAMESPACE && XSI_NAMES.has(name.local))) continue;
    yield { attribute, name };
  }
}

function canHaveAttributes({ entities }: Run, node: ElementNode): boolean {
  return entities.attributes.size > 0 || ((node.flags >>> START_TAG_FLAGS) & NodeFlag.Attributes) !== 0;
}

const XSI_NAMES: ReadonlySet<string> = new Set(['type', 'nil', 'schemaLocation', 'noNamespaceSchemaLocation']);

/** The declaration of an attribute that the type's wildcard allows; `null` if none applies. Reports an attribute that is not allowed. */
function wildcardDeclaration(
  run: Run,
  node: ElementNode,
  type: ComplexType,
  attribute: Attribute,
  name: ExpandedName,
  found: SubtreeProblemsBuilder,
): AttributeDeclaration | null {
  const wildcard = type.attributeWildcard;
  if (wildcard === null || !allows(wildcard.constraint, name.namespace)) {
    const names = nearestFirst(
      attribute.name,
      type.attributeUses.map((use) => use.declaration.name),
    );
    found.report(
      names.length === 0 ? 'cvc-complex-type.3.2.2:none' : 'cvc-complex-type.3.2.2',
      attribute.nameStart,
      attribute.nameEnd,
      [attribute.name, node.name, names.join(', ')],
      { found: attribute.name, expected: names },
    );
    return null;
  }
  if (wildcard.processContents === 'skip') return null;
  const declaration = run.compiled.schema.attributes.get(nameKey(name.namespace, name.local));
  if (declaration === undefined && wildcard.processContents === 'strict') {
    found.report('cvc-attribute.1', attribute.nameStart, attribute.nameEnd, [attribute.name]);
  }
  return declaration ?? null;
}

function checkAttribute(
  run: Run,
  node: ElementNode,
  attribute: Attribute,
  declaration: AttributeDeclaration,
  constraint: ValueConstraint | null,
  scope: Scope,
  found: SubtreeProblemsBuilder,
): void {
  if (attribute.kind === 'AttributeWithoutValue') return;
  const { type } = declaration;
  const isFixed = constraint?.kind === 'fixed';
  if (type.space.check === null && !isFixed && !type.usesIds) return;
  const value = attributeValue(attribute, run.entities, node.name);
  const failure = check(type, value, run.values(scope));
  const isInTag = attribute.valueStart !== attribute.nameStart;
  const isVerbatim = isInTag && value.length === attribute.valueEnd - attribute.valueStart;
  if (failure !== null) {
    const start = attribute.valueStart + (isVerbatim ? failure.start : 0);
    const end = isVerbatim ? attribute.valueStart + failure.end : attribute.valueEnd;
    found.report(failure.code, start, end, failure.args, { expected: failure.expected });
    return;
  }
  if (isFixed && !isValue(run, type, value, scope, constraint)) {
    found.report('cvc-attribute.4', attribute.valueStart, attribute.valueEnd, [value.trim(), constraint.value], {
      expected: [constraint.value],
    });
  }
  if (!type.usesIds) return;
  const identifiers = identifiersIn(type, value, run.values(scope));
  if (isInTag) return found.identify(identifiers, attribute.valueStart);
  const place = { start: attribute.nameStart, end: attribute.nameEnd };
  found.identify(
    identifiers.map((identifier) => ({ ...identifier, ...place })),
    0,
  );
}

/** Whether a text has the value of a value constraint. */
export function isValue(run: Run, type: SimpleType, text: string, scope: Scope, constraint: ValueConstraint): boolean {
  const value = valueKey(type, text, run.values(scope));
  return value === valueKey(type, constraint.value, run.values(constraint.scope));
}
