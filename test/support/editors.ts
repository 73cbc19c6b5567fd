/** Editors that are driven without a screen, with the configurations of docs/EDITORS.md. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A file in the folder that the editor opens. */
export type Files = Readonly<Record<string, string>>;

/** Two patches of one product. */
export function edition(published: string, version: number, { title = 'Update', state = 'Approved' } = {}): string {
  const patch = (id: string, named: string, status: string): string => `    <Patch>
      <ID>${id}</ID>
      <Title>${named}</Title>
      <ReleasedDate>2026-01-13T08:00:00Z</ReleasedDate>
      <VendorProduct>
        <ID>Batch</ID>
        <Version>8.2</Version>
        <Status>${status}</Status>
        <StatusDate>2026-01-19T00:00:00Z</StatusDate>
      </VendorProduct>
    </Patch>
`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>
  <ID>N-1</ID>
  <Version>${version}</Version>
  <PublishedDate>${published}T00:00:00Z</PublishedDate>
  <Supplier>Northwind</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
${patch('KB1', title, state)}${patch('KB2', 'Update', 'Approved')}  </PatchVendor>
</PatchData>
`;
}

/** The name of the file that is edited. */
export const EDITED = 'Northwind_VPC_2026-02-20.xml';

/** A file with two problems, one under a wrong name, and rules that say nothing of what they lack otherwise. */
export const FILES: Files = {
  [EDITED]: edition('2026-02-20', 2, { title: 'Update & more', state: 'approved' }),
  'misnamed.xml': edition('2026-01-20', 1),
  'vpc.config.json': '{ "preset": "basic", "rules": { "vpc/filename": "warning" } }\n',
};

/** The states of the reference profile. */
export const STATES =
  'Available, In Test, Not Approved, Not Applicable, Approved, Released, In Internal Test, Not Authorized, Authorized, Effective, Installed';

/** The messages of the problems of {@link EDITED}. */
export const AMPERSAND = '"&" does not start a reference here. To write & as text, use &amp;.';
export const STATE = `Unknown value "approved". Readers and tools may ignore it: use one of ${STATES}, or name its code list in the attribute "listID".`;

/** The text of {@link EDITED} after all fixes. */
export const FIXED = edition('2026-02-20', 2, { title: 'Update &amp; more' });

/** A code block of docs/EDITORS.md. */
export function configuration(file: string): string {
  const page = readFileSync(join(ROOT, 'docs/EDITORS.md'), 'utf8');
  const block = new RegExp(`\`\`\`\\w+ file=${file.replaceAll('.', '\\.')}\\n([^]*?)\`\`\``).exec(page);
  if (block === null) throw new Error(`docs/EDITORS.md has no code block "${file}".`);
  return block[1]!;
}

/**
 * Runs an editor with a script that writes what it sees as JSON to the file in `VPC_RESULTS`; the folder with the files is
 * `VPC_FOLDER`.
 * @param configurations the files of docs/EDITORS.md that the editor loads
 * @param argumentsFor the arguments, for the paths of the configurations and the script
 * @param script in test/e2e/editors/
 */
export function runEditor(
  configurations: readonly string[],
  script: string,
  argumentsFor: (configurations: readonly string[], script: string) => readonly string[],
): Record<string, unknown> {
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'vpc-editor-'));
  try {
    const folder = join(home, 'files');
    for (const made of [folder, join(home, 'bin')]) mkdirSync(made);
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    symlinkSync(join(ROOT, 'bin/vpc-language-server.js'), join(home, 'bin/vpc-language-server'));
    const loaded = configurations.map((name) => {
      const path = join(home, name);
      writeFileSync(path, configuration(name));
      return path;
    });
    const results = join(home, 'results.json');
    const xdg = Object.fromEntries(['CONFIG', 'STATE', 'DATA', 'CACHE'].map((name) => [`XDG_${name}_HOME`, home]));
    const { stdout, stderr, error } = spawnSync(
      process.env.VPC_EDITOR!,
      argumentsFor(loaded, join(ROOT, 'test/e2e/editors', script)),
      {
        cwd: folder,
        encoding: 'utf8',
        // The time limit of the test is longer; this one leaves no editor after it.
        timeout: 240_000,
        env: {
          ...process.env,
          ...{ ...xdg, HOME: home, LANG: 'C.UTF-8', VPC_LANG: 'en', VPC_FOLDER: folder, VPC_RESULTS: results },
          PATH: [join(home, 'bin'), process.env.PATH].join(delimiter),
        },
      },
    );
    if (error !== undefined) throw error;
    if (!existsSync(results)) throw new Error(`The editor has written no results.\n${stdout}\n${stderr}`);
    return JSON.parse(readFileSync(results, 'utf8')) as Record<string, unknown>;
  } finally {
    rmSync(home, { recursive: true });
  }
}
