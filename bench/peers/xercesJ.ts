/** Xerces-J, where a Java and its jar are there: the program beside this file, compiled when first asked for. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, SetupError, which } from '../../scripts/lib/shell.mjs';

/** Where Debian's libxerces2-java puts it. */
const DEBIAN_JAR = '/usr/share/java/xercesImpl.jar';
const SOURCE = fileURLToPath(new URL('XercesJ.java', import.meta.url));

/** What the program says about itself in its last line; milliseconds and bytes. */
export interface XercesJCost {
  readonly mistakes: number;
  readonly load: number;
  readonly cpu: number;
  readonly peak: number;
}

/** The command that starts it; a schema and a document are added. Or why there is none. */
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

/** The cost in the last line of what the program printed. */
export function costIn(output: string): XercesJCost {
  return JSON.parse(output.trimEnd().split('\n').at(-1)!) as XercesJCost;
}
