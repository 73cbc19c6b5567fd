/** `xs:attribute` (XSD 1.0 Structures 3.2). */
import { nameKey, type AttributeDeclaration, type AttributeUse, type ValueConstraint } from '../components';
import type { GlobalDefinition } from '../read/globals';
import { expandedQName } from '../read/qnames';
import { XSI_NAMESPACE, type SchemaElement } from '../read/schemaDocument';
import { valueKey } from '../simpleTypes';
import { anySimpleType, unknownSimpleType } from './builtins';
import { annotationOf, sourceOf, type Mutable, type Resolver } from './resolver';
import { simpleType, checkNotationType } from './simpleTypes';
import { namedSimpleType } from './types';
import { checkValueConstraint, valueConstraint } from './valueConstraints';

/** The declaration by a top-level `xs:attribute`. */
export function attributeDeclaration(resolver: Resolver, definition: GlobalDefinition): AttributeDeclaration {
  return resolver.once(definition, () => declare(resolver, definition.element, definition.namespace, true));
}

/**
 * The use by a `xs:attribute` inside a type or group.
 * @returns `null` if it has neither reference nor name, or its reference has an undeclared prefix
 */
export function attributeUse(resolver: Resolver, element: SchemaElement): AttributeUse | null {
  return resolver.once(element, () => {
    checkRepresentation(resolver, element);
    const declaration =
      element.attribute('ref') === undefined ? local(resolver, element) : referenced(resolver, element);
    if (declaration === null) return null;
    const own = valueConstraint(resolver, element, 'src-attribute.1');
    if (element.attribute('ref') !== undefined && own !== null) checkUse(resolver, own, declaration);
    return {
      declaration,
      required: element.value('use') === 'required',
      valueConstraint: own ?? declaration.valueConstraint,
      annotation: annotationOf(element),
      source: element.attribute('ref')?.place ?? sourceOf(element),
    };
  });
}

function local(resolver: Resolver, element: SchemaElement): AttributeDeclaration | null {
  if (element.attribute('name') === undefined) return null;
  const form = element.value('form') ?? element.schema.value('attributeFormDefault') ?? 'unqualified';
  return declare(resolver, element, form === 'qualified' ? element.document.targetNamespace : '', false);
}

function referenced(resolver: Resolver, element: SchemaElement): AttributeDeclaration | null {
  const ref = element.value('ref')!;
  const definition = resolver.find('attribute', element, ref, element.placeOf('ref'));
  return definition === null ? unknownAttribute(element, ref) : attributeDeclaration(resolver, definition);
}

/** Replaces an attribute that is not defined: documents may have it, with any value. `null`: its name has no namespace. */
function unknownAttribute(element: SchemaElement, ref: string): AttributeDeclaration | null {
  const name = expandedQName(element, ref);
  return (
    name && {
      ...{ kind: 'attribute', name: name.local, namespace: name.namespace, isGlobal: true, type: unknownSimpleType },
      ...{ valueConstraint: null, annotation: null, source: element.placeOf('ref') },
    }
  );
}

function declare(
  resolver: Resolver,
  element: SchemaElement,
  namespace: string,
  isGlobal: boolean,
): AttributeDeclaration {
  const name = element.value('name')!;
  if (name === 'xmlns') resolver.report('no-xmlns', element.placeOf('name'));
  if ((isGlobal ? namespace : element.document.targetNamespace) === XSI_NAMESPACE) {
    resolver.report('no-xsi', element.placeOf('name'));
  }
  const inline = element.child('simpleType');
  if (inline !== undefined && element.attribute('type') !== undefined) {
    resolver.report('src-attribute.4', element.placeOf('type'), [name]);
  }
  const declaration: Mutable<AttributeDeclaration> = {
    kind: 'attribute',
    name,
    namespace,
    isGlobal,
    type: anySimpleType,
    valueConstraint: valueConstraint(resolver, element, 'src-attribute.1'),
    annotation: annotationOf(element),
    source: sourceOf(element),
  };
  if (element.attribute('type') !== undefined) {
    declaration.type = namedSimpleType(resolver, element, 'type');
  } else if (inline !== undefined) {
    declaration.type = simpleType(resolver, inline);
  }
  const { type, valueConstraint: constraint } = declaration;
  checkNotationType(resolver, type, inline ?? element);
  if (constraint !== null) resolver.checkLater(() => checkValueConstraint(resolver, constraint, type, 'attribute'));
  return declaration;
}

/** src-attribute: constraints beyond the schema for schemas. */
function checkRepresentation(resolver: Resolver, element: SchemaElement): void {
  const given = element.attribute('default');
  const use = element.value('use') ?? 'optional';
  if (given !== undefined && use !== 'optional') resolver.report('src-attribute.2', element.placeOf('use'), [use]);
  const ref = element.attribute('ref');
  if ((ref === undefined) === (element.attribute('name') === undefined)) {
    resolver.report('src-attribute.3.1', element.attribute('ref')?.name ?? element.place, ['attribute']);
  }
  if (ref === undefined) return;
  for (const local of ['form', 'type']) {
    const attribute = element.attribute(local);
    if (attribute !== undefined) resolver.report('src-attribute.3.2', attribute.name, [local]);
  }
  const inline = element.child('simpleType');
  if (inline !== undefined) resolver.report('src-attribute.3.2', inline.place, ['simpleType']);
}

/** Attribute Use Correct (au-props-correct.2), and the value of the use against the type of the declaration. */
function checkUse(resolver: Resolver, own: ValueConstraint, declaration: AttributeDeclaration): void {
  resolver.checkLater(() => {
    checkValueConstraint(resolver, own, declaration.type, 'attribute');
    const fixed = declaration.valueConstraint;
    if (fixed?.kind !== 'fixed') return;
    if (own.kind !== 'fixed' || !sameValue(resolver, own, fixed, declaration.type)) {
      resolver.report('au-props-correct.2', own.source, [declaration.name, fixed.value]);
    }
  });
}

/** Whether two value constraints have the same value of a type. */
export function sameValue(
  resolver: Resolver,
  one: ValueConstraint,
  other: ValueConstraint,
  type: AttributeDeclaration['type'],
): boolean {
  const key = (constraint: ValueConstraint): string | null =>
    valueKey(type, constraint.value, resolver.valueContext(constraint.scope));
  return key(one) === key(other);
}

/** The name key of the attribute of a use. */
export function keyOfUse(use: AttributeUse): string {
  return nameKey(use.declaration.namespace, use.declaration.name);
}
