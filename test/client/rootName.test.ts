import { strict as assert } from 'node:assert';
import { rootLocalName } from '../../client/src/common/rootName';

const cases: readonly (readonly [text: string, name: string | undefined])[] = [
  ['<PatchData/>', 'PatchData'],
  ['\uFEFF<?xml version="1.0"?>\r\n<v:PatchData xmlns:v="urn:x">', 'PatchData'],
  ['<!-- <Other> -->\n<?x <Other> ?><PatchData a="1">', 'PatchData'],
  ['<!DOCTYPE PatchData [<!ENTITY e "]><Other>"><!-- " ]> --><?p ]> ?>]><PatchData>', 'PatchData'],
  ["<!DOCTYPE a SYSTEM 'x>y'><PatchData>", 'PatchData'],
  ['<PatchData', 'PatchData'],
  ['  text <PatchData>', undefined],
  ['<!-- never closed <PatchData>', undefined],
  ['< PatchData>', undefined],
  ['', undefined],
];

describe('the root element, looked for by the client', () => {
  for (const [text, name] of cases) {
    it(`is ${name ?? 'not there'} in ${JSON.stringify(text)}`, () => assert.equal(rootLocalName(text), name));
  }

  it('is not looked for forever in a hostile prolog', () => {
    // Catastrophic backtracking would take longer than mocha waits.
    assert.equal(rootLocalName(`<!DOCTYPE a [${'<'.repeat(30_000)}`), undefined);
    assert.equal(rootLocalName(`<!DOCTYPE a [${"<!-- a'".repeat(10_000)}`), undefined);
  });
});
