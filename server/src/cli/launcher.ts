/**
 * What dist/cli.js begins with. It runs the program, which the build puts behind it as a comment of one line: so Node does not
 * compile it as a part of this file, and it is compiled here with the code that the engine kept the last time (`cachedData` of
 * vm.Script). Compiling takes longer than checking a small file does. Nothing depends on the cache: where it is missing,
 * refused by another engine, or cannot be written, the program is compiled.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { CompileCache } from './compileCache';
import { THREAD } from './threadArgument';

/** A hash of the program, put in by the build. */
declare const BUILD: string;

type Program = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;
const HEAD = '(function(exports,require,module,__filename,__dirname){';

/** What was compiled differs from command to command; a thread runs a command of its own. */
const [, , argument = ''] = process.argv;
const command = argument === THREAD ? 'thread' : (/^[a-z]+$/.exec(argument)?.[0] ?? 'help');
const cache = CompileCache.of(process.env, BUILD, command);
const cachedData = cache?.read();
const script = new Script(HEAD + lastComment(), {
  filename: __filename,
  // Places in the program are as the source map beside it has them.
  columnOffset: -HEAD.length,
  ...(cachedData && { cachedData }),
});
if (script.cachedDataRejected) cache?.reject();
if (cache?.isLearning) {
  // Only then all that a run needs is compiled; of one that was refused there is little to learn.
  process.once('exit', (code) => code <= 1 && cache.write(script.createCachedData()));
}
const module = { exports: {} };
const program = script.runInThisContext() as Program;
program(module.exports, createRequire(__filename), module, __filename, dirname(__filename));

function lastComment(): string {
  // The build writes ASCII, which is read fastest as what it is.
  const text = readFileSync(__filename, 'latin1').trimEnd();
  return `${text.slice(text.lastIndexOf('\n//') + 3)}})`;
}
