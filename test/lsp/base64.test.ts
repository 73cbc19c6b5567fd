import assert from 'node:assert/strict';
import { base64Of, bytesOf } from '../../server/src/lsp/protocol/base64';

describe('bytes in messages', () => {
  it('are base64', () => {
    assert.equal(base64Of(Uint8Array.of(0xff, 0, 0xc3)), '/wDD');
    assert.deepEqual(bytesOf('/wDD'), Uint8Array.of(0xff, 0, 0xc3));
  });

  it('are the same after a message of more than one part', () => {
    const bytes = Uint8Array.from({ length: 20_001 }, (_, index) => index % 256);
    assert.deepEqual(bytesOf(base64Of(bytes)), bytes);
  });
});
