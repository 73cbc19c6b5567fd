/** `vpc lint` of an asset owner's folder. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/workspace/diagnostic';
import { CliFolder } from '../support/cli';
import { OWNED, OWNED_BEFORE, OWNED_PROBLEMS, ownerEdition, ownerFolder, SUPPLIED } from '../support/ownerFolder';
import { BOTH, FIRST } from '../support/vocabularies';

interface Report {
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[];
}

for (const vocabulary of BOTH) {
  describe(`vpc lint of an asset owner's files, ${vocabulary.title}`, () => {
    let folder: CliFolder;
    afterEach(() => folder.remove());

    /** The problems by file: code and message. Files without problems are left out. */
    const linted = async (args: readonly string[]): Promise<Record<string, string[]>> => {
      const { out, err } = await folder.vpc(['lint', '--format', 'json', ...args]);
      assert.equal(err, '');
      const { files } = JSON.parse(out) as Report;
      const found = files.map(({ path, diagnostics }) => [
        path,
        diagnostics.map(({ code, message }) => `${code} ${message}`),
      ]);
      return Object.fromEntries(found.filter(([, list]) => list!.length > 0)) as Record<string, string[]>;
    };

    it('compares them with the suppliers, and with each other only', async () => {
      folder = await CliFolder.with(ownerFolder(vocabulary));
      assert.deepEqual(await linted(['.']), {
        [OWNED_BEFORE]: OWNED_PROBLEMS.slice(0, 1).map((line) => line.replace('"Installed"', '"Authorized"')),
        [OWNED]: OWNED_PROBLEMS,
      });
      assert.deepEqual(await linted([OWNED]), { [OWNED]: OWNED_PROBLEMS }, 'alone');
      assert.deepEqual(await linted([SUPPLIED]), {}, 'the file of a supplier');
    });

    it('takes them for those of suppliers where `owner` does not name them', async () => {
      folder = await CliFolder.with(ownerFolder(vocabulary, []));
      const found = (await linted([OWNED]))[OWNED]!.map((line) => line.split(' ')[0]);
      assert.deepEqual(
        found.filter((code) => code!.startsWith('vpc/owner')),
        [],
      );
      assert.equal(found.filter((code) => code === 'vpc/asset-owner-state').length, 5);
    });

    it('asks the nearest configuration of each file', async () => {
      // Below, a configuration of its own names no files of an asset owner: the file there is one of a supplier.
      const nested = { ...(JSON.parse(ownerFolder(vocabulary)['vpc.config.json']) as object), owner: [] };
      const own = vocabulary === FIRST ? {} : { schema: '../../own/schema.xsd', profile: '../../own/profile.json' };
      folder = await CliFolder.with({
        ...ownerFolder(vocabulary),
        'plant/partner/vpc.config.json': JSON.stringify({ ...nested, ...own }),
        'plant/partner/partner_VPC_apr.xml': ownerEdition(
          vocabulary,
          '04-01',
          { KB3: [['Batch', 'available']] },
          {
            supplier: 'Northwind',
            'document-id': 'NW-2',
          },
        ),
      });
      const { [OWNED]: found = [] } = await linted([OWNED]);
      assert.ok(
        found.some((line) => line.includes('"Effective"') && line.includes('"Available" in partner_VPC_apr.xml')),
        found.join('\n'),
      );
    });

    it('reads no other file where the rules that need them are off', async () => {
      const supplied = Buffer.from(ownerFolder(vocabulary)[SUPPLIED].replace('>Northwind<', '>Northwind\u0001<'));
      // Not UTF-8, which is noted where the file is read.
      supplied[supplied.indexOf(1)] = 0xff;
      folder = await CliFolder.with({ ...ownerFolder(vocabulary), [SUPPLIED]: supplied });
      assert.deepEqual(await linted(['--select', 'vpc/url', OWNED]), {});
      const { err } = await folder.vpc(['lint', OWNED]);
      assert.match(err, /northwind_VPC_mar\.xml.*Rules that compare files with this one/);
    });

    it('does not report a suppression of what is not looked for', async () => {
      const files = ownerFolder(vocabulary);
      const comment = '<!-- vpc-disable-file vpc/asset-owner-state: our own file -->\n';
      const after = '<?xml version="1.0" encoding="UTF-8"?>\n';
      assert.ok(files[OWNED].startsWith(after));
      folder = await CliFolder.with({ ...files, [OWNED]: after + comment + files[OWNED].slice(after.length) });
      assert.deepEqual(await linted([OWNED]), { [OWNED]: OWNED_PROBLEMS });
    });
  });
}
