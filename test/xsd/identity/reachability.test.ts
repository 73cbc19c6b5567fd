import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import { validate } from '../../../server/src/xsd';
import { forSeeds } from '../../support/seeds';
import { schemaOf } from '../support';

const TYPES = 12;
const NAMES = 6;

describe('the search for selected elements', () => {
  it('finds each of them in random types that contain and extend each other', () =>
    forSeeds(20261130, 60, ({ random, count }) => {
      for (let round = 0; round < count; round++) {
        // Each type has some of the names, each with a type of its own; every third type is extended by the one before it.
        const content = Array.from({ length: TYPES }, () =>
          Array.from({ length: NAMES }, (_, name) => ({ name, type: random(TYPES) })).filter(() => random(3) === 0),
        );
        const isDerived = (type: number): boolean => type % 3 === 1;
        const particles = (type: number): string => {
          const elements = content[type]!.map(
            ({ name, type: inner }) => `<xs:element name="t${type}n${name}" type="T${inner}"/>`,
          );
          const attribute = isDerived(type) ? '' : '<xs:attribute name="id" type="xs:int"/>';
          return `<xs:choice minOccurs="0" maxOccurs="unbounded">${elements.join('')}</xs:choice>${attribute}`;
        };
        const types = content.map((_, type) =>
          isDerived(type)
            ? `<xs:complexType name="T${type}"><xs:complexContent><xs:extension base="T${type - 1}">${particles(type)}</xs:extension></xs:complexContent></xs:complexType>`
            : `<xs:complexType name="T${type}">${particles(type)}</xs:complexType>`,
        );
        const constraints = content.flatMap((children, type) =>
          children.map(
            ({ name }) =>
              `<xs:unique name="u${type}-${name}"><xs:selector xpath=".//t${type}n${name}"/><xs:field xpath="@id"/></xs:unique>`,
          ),
        );
        const schema = schemaOf(`<xs:element name="r" type="T0">${constraints.join('')}</xs:element>${types.join('')}`);

        const occurrences = new Map<string, number>();
        const inside = (type: number, depth: number): string => {
          const own = isDerived(type) ? [type - 1, type] : [type];
          return own
            .flatMap((of) => content[of]!.map((child) => ({ ...child, of })))
            .filter(() => depth > 0 && random(2) === 0)
            .map(({ of, name, type: declared }) => {
              const isExtended = isDerived(declared + 1) && declared + 1 < TYPES && random(2) === 0;
              const given = isExtended ? declared + 1 : declared;
              const element = `t${of}n${name}`;
              occurrences.set(element, (occurrences.get(element) ?? 0) + 1);
              const xsi = isExtended ? ` xsi:type="T${given}"` : '';
              return `<${element} id="1"${xsi}>${inside(given, depth - 1)}</${element}>`;
            })
            .join('');
        };
        const text = `<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${inside(0, 5)}</r>`;
        const expected = [...occurrences.values()].reduce((sum, times) => sum + times - 1, 0);
        const problems = validate(parse(text), schema);
        assert.ok(
          problems.every(({ code }) => code === 'xsd/cvc-identity-constraint.4.1'),
          text,
        );
        assert.equal(problems.length, expected, text);
      }
    }));
});
