/**
 * Measures a Node process from inside. It is loaded before a program (`node --expose-gc --require`) and answers over the
 * IPC channel of `spawn`: the size of the heap, after a garbage collection on request, and the longest time for which the
 * event loop was blocked since the last request.
 */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION = 1;
const SETTLED = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('message', (question) => {
  // Read before the collection below, which blocks the event loop, too.
  const held = Math.max(0, delay.max / 1e6 - RESOLUTION);
  if (question.collect) global.gc();
  const { heapUsed, external } = process.memoryUsage();
  // The histogram records the collection with the second tick; only then can it be reset.
  setTimeout(() => {
    delay.reset();
    setTimeout(() => process.send({ held, heap: heapUsed + external }), SETTLED);
  }, SETTLED);
});
// The channel alone must not keep the program running.
process.channel.unref();
