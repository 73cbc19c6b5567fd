import assert from 'node:assert/strict';
import { parseExpression, type ExpressionKind, type NameTest } from '../../../server/src/xsd/identity/xpath';

const scope = { lookup: (prefix: string) => ({ p: 'urn:p', '': 'urn:default' })[prefix] };

/** The paths in one normal form, or the offset of the error: `a|b` for a cursor before `b`. */
function read(xpath: string, kind: ExpressionKind): string {
  const { paths, problem } = parseExpression(xpath, kind, scope);
  if (problem !== null) return `error at ${problem.offset}`;
  return paths
    .map(({ descendant, steps, attribute }) =>
      [descendant ? './/' : '', steps.map(name).join('/'), attribute ? ` @${name(attribute)}` : ''].join(''),
    )
    .join(' | ');
}

function name({ namespace, local }: NameTest): string {
  return `{${namespace ?? '*'}}${local ?? '*'}`;
}

describe('XPath of identity constraints', () => {
  const right: readonly (readonly [ExpressionKind, string, string])[] = [
    ['selector', 'a', '{}a'],
    ['selector', '.', ''],
    ['selector', './a/.', '{}a'],
    ['selector', ' p:a / * | .//p:* ', '{urn:p}a/{*}* | .//{urn:p}*'],
    ['selector', '. // a', './/{}a'],
    ['selector', './/.', './/'],
    ['selector', 'child::a/child :: p:b', '{}a/{urn:p}b'],
    ['selector', 'child/attribute', '{}child/{}attribute'],
    ['field', '@a', ' @{}a'],
    ['field', './/a/@p:b', './/{}a @{urn:p}b'],
    ['field', 'attribute::*', ' @{*}*'],
    ['field', 'a | @b', '{}a |  @{}b'],
  ];
  for (const [kind, xpath, expected] of right) {
    it(`${kind} ${xpath}`, () => assert.equal(read(xpath, kind), expected));
  }

  const wrong: readonly (readonly [ExpressionKind, string, number])[] = [
    ['selector', '', 0],
    ['selector', '@a', 0],
    ['selector', '/a', 0],
    ['selector', '//a', 0],
    ['selector', 'a//b', 1],
    ['selector', './/a/.//b', 6],
    ['selector', 'a/', 2],
    ['selector', 'a|', 2],
    ['selector', 'a b', 2],
    ['selector', 'a[1]', 1],
    ['selector', '..', 1],
    ['selector', 'unknown:a', 0],
    ['selector', 'p:', 0],
    ['selector', 'p:a:b', 0],
    ['selector', 'parent::a', 0],
    ['field', '@a/b', 2],
    ['field', '@', 1],
    ['field', 'a/text()', 6],
  ];
  for (const [kind, xpath, offset] of wrong) {
    it(`refuses ${kind} "${xpath}"`, () => assert.equal(read(xpath, kind), `error at ${offset}`));
  }
});
