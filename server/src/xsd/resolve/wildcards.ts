/** `xs:any` and `xs:anyAttribute` (XSD 1.0 Structures 3.10.2). */
import type { NamespaceConstraint, Wildcard } from '../components';
import { words } from '../read/attributeValues';
import type { SchemaElement } from '../read/schemaDocument';
import { annotationOf } from './resolver';

/** The wildcard by an `xs:any` or `xs:anyAttribute`. */
export function wildcard(element: SchemaElement): Wildcard {
  const processContents = element.value('processContents');
  return {
    kind: 'wildcard',
    constraint: namespaceConstraint(element),
    processContents: processContents === 'lax' || processContents === 'skip' ? processContents : 'strict',
    annotation: annotationOf(element),
    source: element.attribute('namespace')?.place ?? element.place,
  };
}

function namespaceConstraint(element: SchemaElement): NamespaceConstraint {
  const { targetNamespace } = element.document;
  const value = element.value('namespace') ?? '##any';
  if (value === '##any') return { kind: 'any' };
  if (value === '##other') return { kind: 'not', namespace: targetNamespace };
  const namespaces = words(value).map((word) => {
    if (word === '##targetNamespace') return targetNamespace;
    return word === '##local' ? '' : word;
  });
  return { kind: 'in', namespaces: new Set(namespaces) };
}
