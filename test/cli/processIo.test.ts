import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { processSink } from '../../server/src/cli/processIo';
import { emit } from '../../server/src/cli/write';
import type { Io } from '../../server/src/cli/io';

/** A stream whose reader takes one piece a turn of the event loop, and is gone after some. */
class SlowReader extends Writable {
  readonly taken: string[] = [];
  waiting = 0;

  constructor(private readonly leavesAfter = Infinity) {
    super({ highWaterMark: 10 });
  }

  override _write(piece: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.waiting = Math.max(this.waiting, this.writableLength);
    setImmediate(() => {
      if (this.taken.length >= this.leavesAfter) return done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
      this.taken.push(piece.toString());
      done();
    });
  }
}

describe('writing to standard output', () => {
  const pieces = Array.from({ length: 100 }, (_, index) => `piece ${index}\n`);
  const ioWith = (reader: SlowReader) => {
    const out = processSink(reader, () => undefined);
    return { out, io: { out } as unknown as Io };
  };

  it('waits for a slow reader instead of keeping all pieces in memory', async () => {
    const reader = new SlowReader();
    const made: number[] = [];
    function* writer(): Generator<string, void, undefined> {
      for (const piece of pieces) {
        made.push(reader.taken.length);
        yield piece;
      }
    }
    await emit(writer(), undefined, ioWith(reader).io);
    await new Promise<void>((resolve) => reader.end(resolve));
    assert.equal(reader.taken.join(''), pieces.join(''));
    // Two pieces are more than the stream holds.
    assert.ok(made.every((taken, index) => index - taken <= 2));
    assert.ok(reader.waiting <= 20);
  });

  it('goes on to its end, without a failure, when the reader is gone', async () => {
    const reader = new SlowReader(3);
    const { io, out } = ioWith(reader);
    await emit(pieces, undefined, io);
    assert.deepEqual(reader.taken, pieces.slice(0, 3));
    assert.equal(out.failure, null);
  });
});
