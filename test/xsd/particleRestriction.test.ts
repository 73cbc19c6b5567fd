import assert from 'node:assert/strict';
import { load, xsd } from './support';

/** `s` stands for `h`, and `t` for `s`. */
const GLOBALS = `
  <xs:element name="a" type="xs:string"/>
  <xs:element name="h" type="xs:string"/>
  <xs:element name="s" type="xs:token" substitutionGroup="h"/>
  <xs:element name="t" type="xs:token" substitutionGroup="s"/>`;

const choice = (content: string, occurs = ''): string => `<xs:choice ${occurs}>${content}</xs:choice>`;
const sequence = (content: string, occurs = ''): string => `<xs:sequence ${occurs}>${content}</xs:sequence>`;
const [A, H, S] = ['a', 'h', 's'].map((name) => `<xs:element ref="${name}"/>`) as [string, string, string];
const OPTIONAL = 'minOccurs="0"';
const MANY = 'maxOccurs="unbounded"';

/** Content of a base type, content of a restriction of it, and whether the one restricts the other. */
const ROWS: readonly (readonly [title: string, base: string, restriction: string, isRight: boolean])[] = [
  ['a choice of a head, once where it may be left out', choice(H, OPTIONAL), choice(H), true],
  ['a head for another choice', choice(`<xs:element ref="a" maxOccurs="2"/>${H}`), choice(H), true],
  ['a member for the head', choice(A + H), choice(A + S), true],
  ['a head for the member', choice(A + S), choice(A + H), false],
  ['a head in a group that adds nothing', choice(H, MANY), choice(sequence(H), MANY), true],
  ['a head in a choice that adds nothing', choice(A + choice(H, OPTIONAL)), choice(A + choice(H)), true],
  [
    'a head once where it may be repeated',
    choice(`<xs:element ref="h" ${MANY}/>`, OPTIONAL),
    choice(H, OPTIONAL),
    true,
  ],
  ['a sequence of heads for their choice', choice(A + H, `${OPTIONAL} ${MANY}`), sequence(A + H, OPTIONAL), true],
  ['a choice in a choice', choice(A + H), choice(sequence(choice(A + S))), true],
  ['a sequence for a choice that occurs once', choice(A + H), sequence(A + H), false],
];

describe('the content of a type restricts that of its base', () => {
  for (const [title, base, restriction, isRight] of ROWS) {
    it(`${title}: ${isRight ? 'yes' : 'no'}`, () => {
      const { problems } = load(
        xsd(`${GLOBALS}<xs:complexType name="base">${base}</xs:complexType>
          <xs:complexType name="d"><xs:complexContent><xs:restriction base="base">${restriction}</xs:restriction></xs:complexContent></xs:complexType>`),
      );
      const codes = problems.map(({ code }) => code);
      assert.deepEqual(codes, isRight ? [] : ['xsd/derivation-ok-restriction.5.4.2']);
    });
  }
});
