/** Xerces-J, if Java and its jar are installed: XercesJ.java of this folder, compiled on first use. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, SetupError, which } from '../../scripts/lib/shell.mjs';

/** The path of Debian's libxerces2-java. */
const DEBIAN_JAR = '/usr/share/java/xercesImpl.jar';
const SOURCE = fileURLToPath(new URL('XercesJ.java', import.meta.url));

/** The cost in the last line of output; milliseconds and bytes. */
export interface XercesJCost {
  readonly mistakes: number;
  readonly load: number;
  readonly cpu: number;
  readonly peak: number;
}

/** The command to start, to which schema and document are added; or the reason why there is none. */
export type XercesJ = { readonly command: readonly string[] } | { readonly missing: string };

let made: Promise<XercesJ> | null = null;

/** Finds Java and the jar (the one that XERCES_JAR names, else Debian's) and compiles the program. */
export function xercesJ(): Promise<XercesJ> {
  return (made ??= make());
}

async function make(): Promise<XercesJ> {
  const java = which('java');
  const jar = process.env.XERCES_JAR ?? DEBIAN_JAR;
  if (java === undefined) return { missing: 'there is no java on the PATH' };
  if (!existsSync(jar)) return { missing: `there is no ${jar} (Debian: libxerces2-java; or XERCES_JAR names it)` };
  const classes = mkdtempSync(join(tmpdir(), 'vpc-xerces-'));
  process.once('exit', () => rmSync(classes, { recursive: true, force: true }));
  try {
    await mustRun(java, ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-cp', jar, '-d', classes, SOURCE], {
      quiet: true,
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { missing: `its program cannot be compiled here: ${error.message}` };
  }
  return { command: [java, '-cp', [classes, jar].join(delimiter), 'XercesJ'] };
}

/** The cost from the last line of output. */
export function costIn(output: string): XercesJCost {
  return JSON.parse(output.trimEnd().split('\n').at(-1)!) as XercesJCost;
}
