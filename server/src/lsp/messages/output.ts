/** What a stream is given a piece at a time, with turns for others between them: a pipe is written to in one go otherwise. */
import { Writable } from 'node:stream';
import type { Runtime } from '../runtime';

/** What a pipe takes at once where the other side reads it right away. */
const PIECE = 256 * 1024;

/** A stream that gives all that is written to it to another one. */
export function pacedOutput(output: Writable, runtime: Pick<Runtime, 'yieldTurn'>): Writable {
  const write = async (chunk: Buffer): Promise<void> => {
    for (let at = 0; at < chunk.length; at += PIECE) {
      if (at > 0) await runtime.yieldTurn();
      await written(output, chunk.subarray(at, at + PIECE));
    }
  };
  const paced = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (chunk.length <= PIECE) output.write(chunk, done);
      else void write(chunk).then(() => done(), done);
    },
    final: (done) => output.end(done),
  });
  output.once('error', (error) => paced.destroy(error));
  output.once('close', () => paced.destroy());
  return paced;
}

function written(output: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => output.write(piece, (error) => (error ? reject(error) : resolve())));
}
