import assert from 'node:assert/strict';
import { fingerprintsOf } from '../../server/src/workspace/fingerprints';

/** The fingerprints of the diagnostics that are marked in a text as `[[code: range]]`. */
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

/** Baselines in repositories contain such values. */
const PINNED = ['6a8e2b9b970a628b', '261d5aa5622e613d', '698e2a089a6ce79a'];

describe('fingerprints', () => {
  const [before] = of('<a>[[x: 1]]</a>');

  it('do not depend on the line number', () => assert.deepEqual(of('\n\n<a>[[x: 1]]</a>'), [before]));
  it('do not depend on the indentation', () => assert.deepEqual(of('\t <a>[[x: 1]]</a>  '), [before]));
  it('do not depend on earlier lines', () => {
    assert.equal(of('<b>[[y: 2]]</b>\n<a>[[x: 1]]</a>')[1], before);
  });
  it('depend on the code', () => assert.notDeepEqual(of('<a>[[y: 1]]</a>'), [before]));
  it('depend on the text', () => assert.notDeepEqual(of('<a>[[x: 2]]</a>'), [before]));
  it('depend on the position in a line', () => {
    const [first, second] = of('<a>[[x: 1]]</a><b>[[x: 1]]</b>');
    assert.notEqual(first, second);
  });
  it('are unique in a file', () => {
    const alike = of(Array<string>(50).fill('<a>[[x: 1]]</a>').join('\n'));
    assert.deepEqual([new Set(alike).size, alike[0]], [50, before]);
  });
  it('depend only on the nearest part of a long line', () => {
    const far = '-'.repeat(200);
    assert.deepEqual(of(`b${far}[[x: 1]]${far}b`), of(`c${far}[[x: 1]]${far}c`));
  });
  it('do not change between versions of VPC Tools', () => {
    assert.deepEqual(of('<a>[[x: 1]]</a>\n<a>[[y: 2]] &</a>\n<a>[[x: 1]]</a>'), PINNED);
  });
  it('are 64 bits, and each half is unique', () => {
    const all = of(Array.from({ length: 200 }, (_, index) => `<a>[[x: ${index}]]</a>`).join('\n'));
    for (const fingerprint of all) assert.match(fingerprint, /^[0-9a-f]{16}$/);
    const [first, second] = [0, 8].map((from) => new Set(all.map((fingerprint) => fingerprint.slice(from, from + 8))));
    assert.deepEqual([first!.size, second!.size], [all.length, all.length]);
    assert.ok(all.every((fingerprint) => fingerprint.slice(0, 8) !== fingerprint.slice(8)));
  });
});
