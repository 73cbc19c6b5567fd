/** `xsi:type` (cvc-elt.4). */
import { isSimpleType, type ElementDeclaration, type TypeDefinition } from '../components';
import { derives } from '../resolve/derivation';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import type { SubtreeProblemsBuilder } from './subtreeProblems';
import { typeName, type Run } from './run';

/**
 * The type of an element: the one given by `xsi:type` if it is valid, else the declared one without `xsi:type`; `null` if the
 * type that it names does not exist or is not allowed, so that the content is not known to be of any type.
 * @param found receives the problems of `xsi:type`; `null` to ignore them
 */
export function effectiveType(
  run: Run,
  node: ElementNode,
  declaration: ElementDeclaration | null,
  declared: TypeDefinition,
  attribute: Attribute | undefined,
  scope: Scope,
  found: SubtreeProblemsBuilder | null,
): TypeDefinition | null {
  if (attribute === undefined) return declared;
  const qname = attributeValue(attribute, run.entities, node.name).trim();
  const colon = qname.indexOf(':');
  const namespace = scope.lookup(qname.slice(0, Math.max(0, colon)));
  const type = namespace === undefined ? undefined : run.compiled.typeNamed(namespace, qname.slice(colon + 1));
  if (type === undefined) {
    found?.report('cvc-elt.4.2', attribute.valueStart, attribute.valueEnd, [qname], { found: qname });
    return null;
  }
  if (!derives(type, declared, blockedMethods(declaration, declared))) {
    found?.report('cvc-elt.4.3', attribute.valueStart, attribute.valueEnd, [qname, nameOf(declared, declaration)], {
      found: qname,
    });
    return null;
  }
  return type;
}

function nameOf(type: TypeDefinition, declaration: ElementDeclaration | null): string {
  return type.name === null && declaration !== null ? `<${declaration.name}>` : typeName(type);
}

/** The derivation methods that `block` excludes for the type given by `xsi:type` (cvc-elt.4.3). */
export function blockedMethods(declaration: ElementDeclaration | null, declared: TypeDefinition): ReadonlySet<string> {
  const byDeclaration = declaration?.block ?? NOTHING;
  return isSimpleType(declared) || declared.block.size === 0
    ? byDeclaration
    : new Set<string>([...byDeclaration, ...declared.block]);
}

const NOTHING: ReadonlySet<string> = new Set();
