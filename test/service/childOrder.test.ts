import assert from 'node:assert/strict';
import { childOrder } from '../../server/src/service/childOrder';
import { tableOrder } from '../../server/src/vpc/exchange/write';
import { schemaOf } from '../support/documents';
import { BOTH } from '../support/vocabularies';

describe('childOrder', () => {
  for (const { title, schemaText, vocabulary } of BOTH) {
    it(`is that of the element tables (${title})`, () => {
      const bySchema = childOrder(schemaOf(schemaText).schema);
      const byTables = tableOrder(vocabulary);
      for (const { element } of Object.values(vocabulary.profile.containers)) {
        assert.notEqual(bySchema(element).length, 0);
        assert.deepEqual(bySchema(element), byTables(element), element);
      }
    });
  }

  it('comes to an end in a schema that goes in circles', () => {
    const { schema } = schemaOf(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a">
      <xs:complexType><xs:choice><xs:element ref="a"/><xs:element name="b"/></xs:choice></xs:complexType></xs:element>
      </xs:schema>`);
    assert.deepEqual(childOrder(schema)('a'), ['a', 'b']);
    assert.deepEqual(childOrder(schema)('b'), []);
  });
});
