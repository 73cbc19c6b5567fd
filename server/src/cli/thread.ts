/** This very program in another thread. Starting loads parts of Node that a run without threads can do without. */
import { Worker } from 'node:worker_threads';
import { THREAD } from './threadArgument';

/**
 * @param program the file to start
 * @param task structured data; it is `workerData` there
 */
export function startThread(program: string, task: object): Worker {
  return new Worker(program, { workerData: task, argv: [THREAD] });
}
