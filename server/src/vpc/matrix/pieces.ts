/** Work on the way to a text that is written in pieces: where it yields, there is an empty piece. */
export function* inPieces<T>(work: Generator<void, T, undefined>): Generator<string, T, undefined> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield '';
  }
}
