import assert from 'node:assert/strict';
import { load, schemaProblems, xsd } from './support';

/** A derivation from the simple type `b` by each method, and the code that reports it if `b` is final. */
const DERIVED = {
  restriction: ['<xs:simpleType name="d"><xs:restriction base="b"/></xs:simpleType>', 'st-props-correct.3'],
  list: ['<xs:simpleType name="d"><xs:list itemType="b"/></xs:simpleType>', 'cos-st-restricts.2.3.1.1'],
  union: ['<xs:simpleType name="d"><xs:union memberTypes="b xs:int"/></xs:simpleType>', 'cos-st-restricts.3.3.1.1'],
  extension: [
    '<xs:complexType name="d"><xs:simpleContent><xs:extension base="b"/></xs:simpleContent></xs:complexType>',
    'cos-ct-extends.2.2',
  ],
} as const;
type Method = keyof typeof DERIVED;
const METHODS = Object.keys(DERIVED) as Method[];

/** `final` of the type, `finalDefault` of its document, and the derivations that they forbid. */
const FINAL: readonly (readonly [final: string, byDefault: string, forbidden: readonly Method[]])[] = [
  ['', '', []],
  ['final="#all"', '', METHODS],
  ['final="restriction"', '', ['restriction']],
  ['final="list"', '', ['list']],
  ['final="union"', '', ['union']],
  ['final="list union"', '', ['list', 'union']],
  ['', 'finalDefault="#all"', METHODS],
  ['', 'finalDefault="extension"', ['extension']],
  ['', 'finalDefault="extension list"', ['list', 'extension']],
  ['final=""', 'finalDefault="#all"', []],
  ['final="union"', 'finalDefault="#all"', ['union']],
];

describe('a final simple type', () => {
  for (const [final, byDefault, forbidden] of FINAL) {
    it(`by ${`${final} ${byDefault}`.trim() || 'nothing'} forbids ${forbidden.join(', ') || 'nothing'}`, () => {
      const base = `<xs:simpleType name="b" ${final}><xs:restriction base="xs:string"/></xs:simpleType>`;
      for (const method of METHODS) {
        const [derived, code] = DERIVED[method];
        const codes = load(xsd(base + derived, byDefault)).problems.map((problem) => problem.code);
        assert.deepEqual(codes, forbidden.includes(method) ? [`xsd/${code}`] : [], method);
      }
    });
  }

  it('is reported at the reference of a complex type that extends it', () => {
    const base = '<xs:simpleType name="b" final="#all"><xs:restriction base="xs:string"/></xs:simpleType>';
    const derived = DERIVED.extension[0].replace('"b"', '"[[b]]"');
    assert.deepEqual(schemaProblems(xsd(base + derived)), [
      'cos-ct-extends.2.2: Type "b" is final and cannot be extended.',
    ]);
  });

  it('is named: finalDefault does not apply to nested anonymous types', () => {
    const unnamed = '<xs:simpleType><xs:restriction base="xs:string"/></xs:simpleType>';
    for (const outer of [`<xs:restriction>${unnamed}</xs:restriction>`, `<xs:list>${unnamed}</xs:list>`]) {
      const { problems } = load(xsd(`<xs:simpleType name="d">${outer}</xs:simpleType>`, 'finalDefault="#all"'));
      assert.deepEqual(problems, []);
    }
  });
});
