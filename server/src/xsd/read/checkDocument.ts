/** Checks a schema document against the schema for schemas: codes s4s-*, each at the invalid attribute, element or text. */
import type { SchemaPlace } from '../components';
import type { ReportSchemaProblem } from '../report';
import { GRAMMAR, type Production } from './grammar';
import { expectedValue, isValueOf } from './attributeValues';
import { productionModel } from './productionModel';
import { XML_NAMESPACE, XSD_NAMESPACE, type SchemaAttribute, type SchemaElement } from './schemaDocument';

/** Checks the document with the `xs:schema` element `root`, and adds misplaced elements to its `misplaced`. */
export function checkDocument(root: SchemaElement, report: ReportSchemaProblem): void {
  const ids = new Map<string, SchemaPlace>();

  const checkAttributes = (element: SchemaElement, production: Production): void => {
    for (const attribute of element.attributes) {
      const kind = attribute.namespace === '' ? production.attributes.get(attribute.local) : undefined;
      if (kind === undefined) {
        if (isForeign(attribute)) {
          checkLanguage(attribute, element, report);
          continue;
        }
        report('s4s-att-not-allowed', attribute.name, [
          attribute.local,
          element.local,
          [...production.attributes.keys()].join(', '),
        ]);
      } else if (!isValueOf(kind, attribute.value, element.scope)) {
        report('s4s-att-invalid-value', attribute.place, [
          attribute.value.trim(),
          attribute.local,
          expectedValue(kind),
        ]);
      } else if (kind === 'ID') {
        checkId(attribute, ids, report);
      }
    }
    for (const name of production.required) {
      if (element.attribute(name) === undefined) report('s4s-att-must-appear', element.place, [element.local, name]);
    }
  };

  const check = (element: SchemaElement, name: string): void => {
    const production = GRAMMAR.get(name);
    if (production === undefined) throw new Error(`No production ${name}`);
    checkAttributes(element, production);
    const model = productionModel(name);
    if (model === null) return;
    for (const place of element.strayText()) report('s4s-elt-character', place, [element.local]);
    let state = model.start;
    for (const child of element.children) {
      const inXsd = child.namespace === XSD_NAMESPACE;
      const next = inXsd ? model.step(state, child.local) : null;
      if (next === null) {
        child.document.misplaced.add(child);
        const expected = model.expected(state).join(', ') || '–';
        report('s4s-elt-must-match.1', child.place, [child.node.name, element.local, expected]);
      } else {
        state = next.target;
        check(child, next.leaf.production);
      }
    }
    if (!state.nullable) {
      report('s4s-elt-must-match.2', element.place, [element.local, model.expected(state).join(', ')]);
    }
  };

  check(root, 'schema');
}

/** Attributes of other namespaces are allowed, those of the XSD namespace are not. */
function isForeign(attribute: SchemaAttribute): boolean {
  return attribute.namespace !== '' && attribute.namespace !== XSD_NAMESPACE;
}

/** `xml:lang` is the only attribute of another namespace that the schema for schemas types. */
function checkLanguage(attribute: SchemaAttribute, element: SchemaElement, report: ReportSchemaProblem): void {
  const isLanguage = attribute.namespace === XML_NAMESPACE && attribute.local === 'lang';
  if (isLanguage && !isValueOf('language', attribute.value, element.scope)) {
    report('s4s-att-invalid-value', attribute.place, [attribute.value.trim(), 'xml:lang', 'language']);
  }
}

function checkId(attribute: SchemaAttribute, ids: Map<string, SchemaPlace>, report: ReportSchemaProblem): void {
  const id = attribute.value.trim();
  const first = ids.get(id);
  if (first === undefined) ids.set(id, attribute.place);
  else report('s4s-att-invalid-value.id', attribute.place, [id], first);
}
