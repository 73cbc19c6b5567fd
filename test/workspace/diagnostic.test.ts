import assert from 'node:assert/strict';
import { diagnosticOf } from '../../server/src/workspace/diagnostic';
import { parse } from '../../server/src/xml/parser';
import { english, type Problem } from '../../server/src/xml/problem';
import { loadSchema } from '../../server/src/xsd';

const PLACE = { start: 4, end: 5, message: 'First occurrence.', args: [] };
const PROBLEM: Problem = { code: 'xml/x', severity: 'error', start: 0, end: 1, message: 'Duplicate {0}.', args: ['a'] };

describe('diagnosticOf', () => {
  const related = (...places: Problem['related'] & object) =>
    diagnosticOf({ ...PROBLEM, related: places }, parse('<a>\n</a>'), english).related;

  it('converts offsets to positions and fills in the message', () => {
    const { range, message } = diagnosticOf(PROBLEM, parse('<a>\n</a>'), english);
    assert.deepEqual(range, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } });
    assert.equal(message, 'Duplicate a.');
    assert.deepEqual(related(PLACE), [
      { message: 'First occurrence.', range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } } },
    ]);
  });

  it('gives a related place in another file the start of that file, whose lines are unknown', () => {
    const start = { line: 0, character: 0 };
    assert.deepEqual(related({ ...PLACE, uri: 'file:///other.xsd' }), [
      { message: 'First occurrence.', range: { start, end: start }, uri: 'file:///other.xsd' },
    ]);
  });

  it('gives no position of the own document to the related place of a schema problem', () => {
    const included = `\n\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="b"><xs:key name="k">
      <xs:selector xpath="c"/><xs:field xpath="@d"/><xs:field xpath="@e"/></xs:key></xs:element></xs:schema>`;
    const text = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="b.xsd"/>
      <xs:element name="a"><xs:keyref name="r" refer="k"><xs:selector xpath="c"/><xs:field xpath="@d"/></xs:keyref>
      </xs:element></xs:schema>`;
    const { problems } = loadSchema([{ uri: 'a.xsd', text }], () => ({ uri: 'b.xsd', text: included }));
    const [problem] = problems.filter(({ code }) => code === 'xsd/c-props-correct.2');
    const [place] = diagnosticOf(problem!, parse(text), english).related;
    const start = { line: 0, character: 0 };
    assert.deepEqual(place, { message: 'The referenced key.', range: { start, end: start }, uri: 'b.xsd' });
  });
});
