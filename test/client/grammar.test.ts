import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const GRAMMAR = 'syntaxes/vpc.tmLanguage.json';

describe('the grammar', () => {
  let grammar: IGrammar;

  before(async () => {
    await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
    const registry = new Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new OnigScanner(patterns),
        createOnigString: (text) => new OnigString(text),
      }),
      loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR)),
    });
    grammar = (await registry.loadGrammar('text.xml.vpc'))!;
  });

  /** The tokens of a text with the last part of their scope, without whitespace and plain text: `text:scope`. */
  function colours(text: string): string[] {
    let state = INITIAL;
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens
        .map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex), scopes.at(-1)!] as const)
        .filter(([piece, scope]) => piece.trim() !== '' && scope !== 'text.xml.vpc')
        .map(([piece, scope]) => `${piece} ${scope.replace(/\.(xml|vpc)$/, '')}`);
    });
  }

  const TAG = 'punctuation.definition.tag';

  it('distinguishes tags, prefixes, attributes and values', () => {
    assert.deepEqual(colours(`<v:Titel lang = 'de'/>`), [
      `< ${TAG}.begin`,
      'v entity.name.tag.namespace',
      ': punctuation.separator.namespace',
      'Titel entity.name.tag.localname',
      'lang entity.other.attribute-name.localname',
      '= punctuation.separator.key-value',
      "' punctuation.definition.string.begin",
      'de string.quoted.single',
      "' punctuation.definition.string.end",
      `/> ${TAG}.end`,
    ]);
  });

  it('recognises references, and a bare ampersand', () => {
    assert.deepEqual(colours('a &amp; &#x20; & b'), [
      '& punctuation.definition.constant',
      'amp constant.character.entity',
      '; punctuation.definition.constant',
      '& punctuation.definition.constant',
      '#x20 constant.character.entity',
      '; punctuation.definition.constant',
      '& invalid.illegal.bare-ampersand',
    ]);
  });

  it('recognises comments, CDATA sections and processing instructions over several lines', () => {
    assert.deepEqual(colours('<!-- <a>\n-- -->'), [
      '<!-- punctuation.definition.comment',
      ' <a> comment.block',
      '-- invalid.illegal.double-hyphen',
      '--> punctuation.definition.comment',
    ]);
    assert.deepEqual(colours('<![CDATA[<a>\n&]]>'), [
      '<![CDATA[ punctuation.definition.string.begin',
      '<a> string.unquoted.cdata',
      '& string.unquoted.cdata',
      ']]> punctuation.definition.string.end',
    ]);
    assert.deepEqual(colours('<?note <a>\n?>'), [
      `<? ${TAG}.begin`,
      'note entity.name.tag',
      ' <a> string.unquoted.instruction',
      `?> ${TAG}.end`,
    ]);
  });

  it('recognises a DOCTYPE with an internal subset', () => {
    assert.deepEqual(colours('<!DOCTYPE a [ <!ENTITY e "]>"> %p; ]>'), [
      `<! ${TAG}.begin`,
      'DOCTYPE keyword.other.doctype',
      'a variable.language.documentroot',
      '[ punctuation.definition.internalsubset',
      `<! ${TAG}.begin`,
      'ENTITY keyword.other.declaration',
      'e variable.language.entity',
      '" punctuation.definition.string.begin',
      ']> string.quoted.double',
      '" punctuation.definition.string.end',
      `> ${TAG}.end`,
      '% punctuation.definition.constant',
      'p constant.character.parameter-entity',
      '; punctuation.definition.constant',
      '] punctuation.definition.internalsubset',
      `> ${TAG}.end`,
    ]);
  });

  it('recovers in the line after an unclosed quote or tag', () => {
    const after = colours('<a b="c\n<d\n<e>');
    assert.deepEqual(
      after.filter((piece) => piece.includes('entity.name.tag')),
      ['a entity.name.tag.localname', 'd entity.name.tag.localname', 'e entity.name.tag.localname'],
    );
  });

  it('colours the values of elements, whatever their name', () => {
    const value = (text: string): string | undefined =>
      colours(`<x> ${text} </x>`)
        .find((piece) => piece.startsWith(`${text} `))
        ?.slice(text.length + 1);
    assert.equal(value('Approved'), 'markup.inserted');
    assert.equal(value('Not Approved'), 'markup.deleted');
    assert.equal(value('In Test'), 'markup.changed');
    assert.equal(value('Not Applicable'), 'constant.language.state');
    assert.equal(value('true'), 'constant.language.boolean');
    assert.equal(value('2026-02-10T08:00:00Z'), 'constant.numeric.date');
    assert.equal(value('CVE-2026-12345'), 'constant.other.identifier');
    assert.equal(value('https://example.com/a'), 'markup.underline.link');
    assert.equal(value('Approved by nobody'), undefined);
  });

  it('recognises every state of the profile', () => {
    const { states } = JSON.parse(readFileSync('schemas/profile.json', 'utf8')) as { states: { value: string }[] };
    const plain = states.filter(
      ({ value }) => !colours(`<x>${value}</x>`).some((piece) => piece.startsWith(`${value} `)),
    );
    assert.ok(states.length >= 11);
    assert.deepEqual(plain, []);
  });
});
