import assert from 'node:assert/strict';
import { entitiesOf } from '../../server/src/xml/entities';
import { isPlacedElement, placedChildren, rootElement } from '../../server/src/xml/locate';
import { expandedName, Scope, XML_NAMESPACE } from '../../server/src/xml/namespaces';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';

/** The scope in the root element, and those in its child elements. */
function scopesIn(text: string): { root: Scope; children: Scope[] } {
  const tree = parse(text);
  const entities = entitiesOf(tree);
  const element = rootElement(tree)!;
  const root = Scope.ROOT.enter(element.node, entities);
  const children = [...placedChildren(element)].filter(isPlacedElement);
  return { root, children: children.map(({ node }) => root.enter(node, entities)) };
}

describe('Scope', () => {
  it('has the declarations of a tag and of its ancestors', () => {
    const { root, children } = scopesIn('<a xmlns="u" xmlns:p="v"><b xmlns="" xmlns:q="w&amp;x"/></a>');
    assert.deepEqual(
      ['', 'p', 'q', 'xml'].map((prefix) => root.lookup(prefix)),
      ['u', 'v', undefined, XML_NAMESPACE],
    );
    assert.deepEqual(
      ['', 'p', 'q'].map((prefix) => children[0]!.lookup(prefix)),
      ['', 'v', 'w&x'],
    );
    assert.deepEqual(
      ['', 'p'].map((prefix) => Scope.ROOT.lookup(prefix)),
      ['', undefined],
    );
  });

  it('is the identical object without new declarations, and for equal declarations', () => {
    const { root, children } = scopesIn(
      '<a xmlns="u"><b c="d"/><b xmlns="u"/><b xmlns:p="v" xmlns:q="w"/><c xmlns:q="w" xmlns:p="v"/><b xmlns:p="x"/></a>',
    );
    assert.equal(children[0], root);
    assert.equal(children[1], root);
    assert.equal(children[2], children[3]);
    assert.notEqual(children[2], children[4]);
  });

  it('ignores an invalid declaration, and reads an empty one as no namespace', () => {
    const { root } = scopesIn('<a xmlns:xml="u" xmlns:xmlns="v" xmlns:p="http://www.w3.org/2000/xmlns/" xmlns:q=""/>');
    assert.deepEqual(
      ['xml', 'p', 'q'].map((prefix) => root.lookup(prefix)),
      [XML_NAMESPACE, undefined, ''],
    );
  });

  it('has the default declarations of a DTD, which a tag can override', () => {
    const { root, children } = scopesIn(
      '<!DOCTYPE a [<!ATTLIST a xmlns:p CDATA "u" b CDATA "c"><!ATTLIST d xmlns:p CDATA "v">]><a><d/><d xmlns:p="w"/><e/></a>',
    );
    assert.deepEqual(
      [root, ...children].map((scope) => scope.lookup('p')),
      ['u', 'v', 'w', 'u'],
    );
  });
});

describe('expandedName', () => {
  it('applies the default namespace to elements only', () => {
    const { root } = scopesIn('<a xmlns="u" xmlns:p="v"/>');
    assert.deepEqual(expandedName('b', root, 'element'), { namespace: 'u', local: 'b' });
    assert.deepEqual(expandedName('b', root, 'attribute'), { namespace: '', local: 'b' });
    assert.deepEqual(expandedName('p:b', root, 'attribute'), { namespace: 'v', local: 'b' });
    assert.deepEqual(expandedName('xml:lang', root, 'attribute'), { namespace: XML_NAMESPACE, local: 'lang' });
  });

  it('gives the whole name for an unbound prefix', () => {
    assert.deepEqual(expandedName('p:b', Scope.ROOT, 'element'), { namespace: '', local: 'p:b' });
  });
});

describe('namespace problems', () => {
  for (const [text, ...expected] of [
    ['<a xmlns:p="u"><p:b/></a>'],
    ['<a><p:b/><p:b xmlns:p="u"/></a>', '4 unbound-prefix p'],
    ['<p:a p:b="c" xml:d="e"/>', '1 unbound-prefix p', '5 unbound-prefix p'],
    ['<a:b:c/>', '1 bad-qualified-name a:b:c'],
    ['<:a/>', '1 bad-qualified-name :a'],
    ['<a xmlns:p="u" p:1="b"/>', '15 bad-qualified-name p:1'],
    ['<xmlns:a/>', '1 reserved-prefix xmlns'],
    ['<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>'],
    ['<a xmlns="http://www.w3.org/XML/1998/namespace"/>', '10 reserved-namespace http://www.w3.org/XML/1998/namespace'],
    ['<a xmlns:xmlns="u"/>', '9 reserved-prefix xmlns'],
    ['<a xmlns:p=""><p:b/></a>', '3 empty-namespace xmlns:p'],
    ['<a xmlns:p><p:b/></a>', '3 attribute-without-value xmlns:p'],
    ['<a xmlns:p="u" xmlns:q="u" p:b="1" b="2" q:c="3"/>'],
    [
      '<a xmlns:p="u" xmlns:q="u" p:b="1" p:b="2" q:b="3"/>',
      '35 duplicate-attribute p:b',
      '43 duplicate-expanded-attribute q:b',
    ],
    ['<!DOCTYPE a [<!ATTLIST a xmlns:p CDATA "u">]><a><p:b/></a>'],
    ['<!DOCTYPE a [<!ATTLIST b p:c CDATA "d">]><a><b/><b p:c="e" xmlns:p="f"/></a>', '45 unbound-prefix b'],
    ['<!DOCTYPE a [<!ENTITY e "<p:b/>">]><a><c xmlns:p="u">&e;</c>&e;</a>', '60 unbound-prefix &e;'],
    ['<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "<p:b/>">]><a>&e;</a>', '55 unbound-prefix &e;'],
  ] as const) {
    it(`reports ${expected.length === 0 ? 'none' : expected.length}: ${text}`, () => {
      const found = wellFormednessProblems(parse(text));
      assert.deepEqual(
        found.map(({ code, start, end }) => `${start} ${code.slice(4)} ${text.slice(start, end)}`),
        expected,
      );
    });
  }
});
