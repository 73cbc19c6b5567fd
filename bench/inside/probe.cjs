/**
 * Looks at a Node process from the inside. It is loaded before a program (`node --expose-gc --require`) and answers, over
 * the channel that `spawn` opens beside its standard streams, what nobody sees from outside: the heap after a collection,
 * and for how long the event loop was held at most since it was asked the last time.
 */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION = 1;
const SETTLED = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('message', (question) => {
  // Held since it was asked means held by the work in between: the collection below is ours.
  const held = Math.max(0, delay.max / 1e6 - RESOLUTION);
  if (question.collect) global.gc();
  const { heapUsed, external } = process.memoryUsage();
  // The collection is to be counted before it is forgotten, and counting begins with the second tick.
  setTimeout(() => {
    delay.reset();
    setTimeout(() => process.send({ held, heap: heapUsed + external }), SETTLED);
  }, SETTLED);
});
// The channel alone keeps no program alive.
process.channel.unref();
