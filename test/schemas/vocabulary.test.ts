import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { isElement, children, type ElementNode } from '../../server/src/xml/nodes';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';
import { attributesOf } from '../../server/src/xml/tags';
import { ROLES, type Container } from '../../server/src/domain/roles';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

/** An element or attribute declaration in a schema document. */
interface Declared {
  readonly name: string;
  readonly type: string;
  readonly cardinality: string;
}

function attribute(element: ElementNode, name: string): string | undefined {
  return attributesOf(element).find((candidate) => candidate.name === name)?.rawValue;
}

function* descendants(element: ElementNode, name: string): Generator<ElementNode> {
  for (const child of children(element.content)) {
    if (!isElement(child)) continue;
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

function declared(declaration: ElementNode): Declared {
  const least = attribute(declaration, 'minOccurs') ?? '1';
  const most = (attribute(declaration, 'maxOccurs') ?? '1').replace('unbounded', '*');
  const cardinality = least === most ? least : `${least}..${most}`;
  return { name: attribute(declaration, 'name')!, type: attribute(declaration, 'type')!, cardinality };
}

/** The types of a schema document in this style: children or attributes of each, in order. */
function readSchema(text: string) {
  const schema = rootElement(parse(text))!.node;
  const types = [...descendants(schema, 'xs:complexType')].map((type) => ({
    name: attribute(type, 'name')!,
    children: [...descendants(type, 'xs:element')].map(declared),
    attributes: [...descendants(type, 'xs:attribute')].map((use) => ({
      name: attribute(use, 'name')!,
      type: attribute(use, 'type')!,
      cardinality: attribute(use, 'use') === 'required' ? '1' : '0..1',
    })),
    extensible: [...descendants(type, 'xs:any')].map((any) => attribute(any, 'namespace')),
  }));
  const roots = [...children(schema.content)].filter(isElement).filter((child) => child.name === 'xs:element');
  return { types, roots: roots.map(declared) };
}

const row = ({ name, type, cardinality }: Declared): Declared => ({ name, type, cardinality });

for (const { title, schemaText, profile, tables, vocabulary } of BOTH) {
  describe(`schema, tables and profile of the ${title} agree`, () => {
    const schema = readSchema(schemaText);
    const containers = tables.elements.filter((element) =>
      schema.types.some((type) => type.name === element.type && type.children.length > 0),
    );

    it('on the root element', () => {
      assert.deepEqual(schema.roots, [row(vocabulary.elementRow(null, vocabulary.rootName)!)]);
    });

    it('on the children of each container, their types, cardinalities and order', () => {
      assert.deepEqual(
        containers.map(({ name }) => tables.elements.filter((element) => element.within === name).map(row)),
        containers.map(({ type }) => schema.types.find(({ name }) => name === type)!.children),
      );
      assert.equal(containers.length, 4);
    });

    it('on the attributes of each type', () => {
      const simple = schema.types.filter((type) => type.children.length === 0);
      assert.deepEqual(
        simple.map(({ name }) => tables.attributes.filter(({ of }) => of === name).map(row)),
        simple.map(({ attributes }) => attributes),
      );
      assert.equal(simple.length, 5);
    });

    it('that each container can end with elements of suppliers', () => {
      const open = schema.types.filter((type) => type.children.length > 0).map((type) => type.extensible);
      assert.deepEqual(open, [['##other'], ['##other'], ['##other'], ['##other']]);
    });

    it('that every element has exactly one role, and every role an element', () => {
      for (const container of Object.keys(ROLES) as Container[]) {
        const { element, children: roles } = profile.containers[container];
        const rows = tables.elements.filter(({ within }) => within === element).map(({ name }) => name);
        assert.deepEqual(Object.keys(roles).sort(), [...ROLES[container]].sort());
        assert.deepEqual(Object.values(roles).sort(), rows.sort());
      }
    });

    it('on the allowed values', () => {
      const words = (container: Container, role: 'state' | 'severity' | 'patch-type') =>
        vocabulary.rowOf({ within: container, role })?.values?.map(({ value }) => value);
      const of = (list: readonly { value: string }[]) => list.map(({ value }) => value);
      assert.deepEqual(words('product', 'state'), of(profile.states));
      assert.deepEqual(words('patch', 'severity'), of(profile.severities));
      assert.deepEqual(words('patch', 'patch-type'), of(profile.patchTypes));
    });

    it('that every row has a source that the profile describes', () => {
      const used = new Set([...tables.elements, ...tables.attributes].map(({ source }) => source));
      assert.deepEqual([...used].sort(), Object.keys(profile.sources).sort());
    });
  });
}

describe('the provenance of the reference vocabulary', () => {
  it('is "stated" for the four containers only', () => {
    const stated = FIRST.tables.elements.filter(({ source }) => source === 'S').map(({ name }) => name);
    assert.deepEqual(stated, ['PatchData', 'PatchVendor', 'Patch', 'VendorProduct']);
  });

  it('is "core components" for the attributes', () => {
    assert.ok(FIRST.tables.attributes.every(({ source }) => source === 'C'));
  });

  it('is stated in the head of the schema, which has no target namespace', () => {
    assert.match(FIRST.schemaText, /REFERENCE PROFILE[^]*not the schema of IEC TR 62443-2-3/);
    assert.doesNotMatch(FIRST.schemaText, /targetNamespace=/);
  });
});

describe('the JSON schemas', () => {
  const json = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;
  for (const [schema, pick] of [
    ['profile', 'profilePath'],
    ['element-tables', 'tablesPath'],
  ] as const) {
    it(`accept the ${schema} of both vocabularies`, () => {
      const ajv = new Ajv({ strictTuples: false });
      const validate = ajv.compile(json(FIRST.schemaPath.replace('vpc.xsd', `${schema}.schema.json`)));
      for (const vocabulary of [FIRST, SECOND]) {
        assert.ok(validate(json(vocabulary[pick])), ajv.errorsText(validate.errors));
      }
      assert.equal(validate({}), false);
    });
  }
});
