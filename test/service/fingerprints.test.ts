import assert from 'node:assert/strict';
import { fingerprintsOf } from '../../server/src/service/fingerprints';

/** Fingerprints of findings that are marked in a text, each `[[code: marked]]`. */
function of(text: string): string[] {
  const findings: Parameters<typeof fingerprintsOf>[0][number][] = [];
  const lines = new Map<number, string>();
  text.split('\n').forEach((marked, line) => {
    let plain = '';
    for (const [, before, code, range] of marked.matchAll(/(.*?)(?:\[\[(\w): (.*?)\]\]|$)/g)) {
      const character = plain.length + before!.length;
      plain += before! + (range ?? '');
      if (code !== undefined) {
        findings.push({ code, range: { start: { line, character }, end: { line, character: plain.length } } });
      }
    }
    lines.set(line, plain);
  });
  return fingerprintsOf(findings, lines);
}

describe('fingerprints', () => {
  const [before] = of('<a>[[x: 1]]</a>');

  it('stay where lines shift', () => assert.deepEqual(of('\n\n<a>[[x: 1]]</a>'), [before]));
  it('stay where indentation changes', () => assert.deepEqual(of('\t <a>[[x: 1]]</a>  '), [before]));
  it('stay where something else comes before', () => {
    assert.equal(of('<b>[[y: 2]]</b>\n<a>[[x: 1]]</a>')[1], before);
  });
  it('tell codes apart', () => assert.notDeepEqual(of('<a>[[y: 1]]</a>'), [before]));
  it('tell values apart', () => assert.notDeepEqual(of('<a>[[x: 2]]</a>'), [before]));
  it('tell places on a line apart', () => {
    const [first, second] = of('<a>[[x: 1]]</a><b>[[x: 1]]</b>');
    assert.notEqual(first, second);
  });
  it('are never the same in one file', () => {
    const alike = of(Array<string>(50).fill('<a>[[x: 1]]</a>').join('\n'));
    assert.deepEqual([new Set(alike).size, alike[0]], [50, before]);
  });
  it('look at a part of a long line only', () => {
    const far = '-'.repeat(200);
    assert.deepEqual(of(`b${far}[[x: 1]]${far}b`), of(`c${far}[[x: 1]]${far}c`));
  });
});
