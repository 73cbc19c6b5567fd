/** Entry of `vpc`, the command line: gives the program its process and ends with its exit code. */
import { run } from './run';

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
