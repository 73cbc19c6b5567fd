/** Reads `default` and `fixed` of elements and attributes and checks them against the type. */
import type { SimpleType, TypeDefinition, ValueConstraint } from '../components';
import { isSimpleType } from '../components';
import { check, messageName } from '../simpleTypes';
import { hasSimpleContent, isEmptiable } from './contentProperties';
import type { SchemaElement } from '../read/schemaDocument';
import type { Resolver } from './resolver';

/** The value of `fixed`, else of `default`; `null` for neither. Both at once are reported with `code`. */
export function valueConstraint(
  resolver: Resolver,
  element: SchemaElement,
  code: 'src-element.1' | 'src-attribute.1',
): ValueConstraint | null {
  const fixed = element.attribute('fixed');
  const given = fixed ?? element.attribute('default');
  if (given === undefined) return null;
  if (fixed !== undefined && element.attribute('default') !== undefined) resolver.report(code, fixed.name);
  return {
    kind: fixed === undefined ? 'default' : 'fixed',
    value: given.value,
    scope: element.scope,
    source: given.place,
  };
}

/** Element Default Valid (Immediate) (cos-valid-default) for elements, a-props-correct.2 and .3 for attributes. */
export function checkValueConstraint(
  resolver: Resolver,
  constraint: ValueConstraint,
  type: TypeDefinition,
  of: 'element' | 'attribute',
): void {
  const simple = isSimpleType(type) ? type : type.simpleType;
  if (simple === null || !hasSimpleContent(type)) {
    if (!isSimpleType(type) && type.contentKind !== 'mixed') {
      resolver.report('cos-valid-default.2.1', constraint.source, [constraint.kind]);
    } else if (!isSimpleType(type) && !isEmptiable(type.particle)) {
      resolver.report('cos-valid-default.2.2.2', constraint.source, [constraint.kind]);
    }
    return;
  }
  if (isId(simple)) {
    resolver.report(of === 'element' ? 'e-props-correct.5' : 'a-props-correct.3', constraint.source, [constraint.kind]);
    return;
  }
  const failure = check(simple, constraint.value, resolver.valueContext(constraint.scope));
  if (failure !== null) {
    const code = of === 'element' ? 'e-props-correct.2' : 'a-props-correct.2';
    resolver.report(code, constraint.source, [constraint.value, constraint.kind, messageName(simple)]);
  }
}

/** Whether a type is `xs:ID` or derived from it. */
export function isId(type: SimpleType): boolean {
  for (let ancestor: SimpleType | null = type; ancestor !== null; ancestor = ancestor.base) {
    if (ancestor.builtin && ancestor.name === 'ID') return true;
  }
  return false;
}
