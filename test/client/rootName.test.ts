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

describe('rootLocalName', () => {
  for (const [text, name] of cases) {
    it(`finds ${name ?? 'nothing'} in ${JSON.stringify(text)}`, () => assert.equal(rootLocalName(text), name));
  }

  it('searches a hostile prolog without catastrophic backtracking', () => {
    // Catastrophic backtracking would exceed the timeout of mocha.
    assert.equal(rootLocalName(`<!DOCTYPE a [${'<'.repeat(30_000)}`), undefined);
    assert.equal(rootLocalName(`<!DOCTYPE a [${"<!-- a'".repeat(10_000)}`), undefined);
  });
});
