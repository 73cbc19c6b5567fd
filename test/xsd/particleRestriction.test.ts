import assert from 'node:assert/strict';
import { load, xsd } from './support';

/** `s` and the abstract `b` are in the substitution group of `h`; `t` is in that of `s`; `c` and `d` are in that of `b`. */
const GLOBALS = `
  <xs:element name="a" type="xs:string"/>
  <xs:element name="h" type="xs:string"/>
  <xs:element name="s" type="xs:token" substitutionGroup="h"/>
  <xs:element name="t" type="xs:token" substitutionGroup="s"/>
  <xs:element name="b" type="xs:token" substitutionGroup="h" abstract="true"/>
  <xs:element name="c" type="xs:token" substitutionGroup="b"/>
  <xs:element name="d" type="xs:token" substitutionGroup="b"/>`;

const choice = (content: string, occurs = ''): string => `<xs:choice ${occurs}>${content}</xs:choice>`;
const sequence = (content: string, occurs = ''): string => `<xs:sequence ${occurs}>${content}</xs:sequence>`;
const [A, H, S, B, C, D] = [...'ahsbcd'].map((name) => `<xs:element ref="${name}"/>`) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const OPTIONAL = 'minOccurs="0"';
const MANY = 'maxOccurs="unbounded"';

/** The content of a base type, that of a derived type, and whether the second is a valid restriction. */
const ROWS: readonly (readonly [title: string, base: string, restriction: string, isValid: boolean])[] = [
  ['a choice of a head, required instead of optional', choice(H, OPTIONAL), choice(H), true],
  ['a head for another choice', choice(`<xs:element ref="a" maxOccurs="2"/>${H}`), choice(H), true],
  ['a member for the head', choice(A + H), choice(A + S), true],
  ['a head for the member', choice(A + S), choice(A + H), false],
  ['a head in a pointless group', choice(H, MANY), choice(sequence(H), MANY), true],
  ['a head in a pointless choice', choice(A + choice(H, OPTIONAL)), choice(A + choice(H)), true],
  ['a head once instead of repeated', choice(`<xs:element ref="h" ${MANY}/>`, OPTIONAL), choice(H, OPTIONAL), true],
  ['a sequence of heads for their choice', choice(A + H, `${OPTIONAL} ${MANY}`), sequence(A + H, OPTIONAL), true],
  ['a choice in a choice', choice(A + H), choice(sequence(choice(A + S))), true],
  ['an abstract member for the head', choice(H), choice(B), true],
  ['an abstract head for its members', choice(C + D), choice(B), true],
  ['an abstract head for some of its members', choice(C + A), choice(B), false],
  ['a member for its abstract head', choice(B), choice(C), true],
  ['the head for an abstract member', choice(B), choice(H), false],
  ['a sequence for a choice that occurs once', choice(A + H), sequence(A + H), false],
];

describe('a restriction of a content model', () => {
  for (const [title, base, restriction, isValid] of ROWS) {
    it(`${title}: ${isValid ? 'valid' : 'invalid'}`, () => {
      const { problems } = load(
        xsd(`${GLOBALS}<xs:complexType name="base">${base}</xs:complexType>
          <xs:complexType name="d"><xs:complexContent><xs:restriction base="base">${restriction}</xs:restriction></xs:complexContent></xs:complexType>`),
      );
      const codes = problems.map(({ code }) => code);
      assert.deepEqual(codes, isValid ? [] : ['xsd/derivation-ok-restriction.5.4.2']);
    });
  }
});
