import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULES } from '../../server/src/rules/registry';
import { SUPPRESSION_CODES } from '../../server/src/workspace/suppression/codes';
import { XML_CODES } from '../../server/src/xml/codes';
import { INSTANCE_CODES, publicCode, SCHEMA_CODES, type InstanceCode } from '../../server/src/xsd';
import { CliFolder, type Outcome } from '../support/cli';
import { releaseDocument, vulnerability } from '../support/cvrf';
import { PSEUDO, PseudoPackage, untranslatedWords, visibleHtml } from '../support/pseudoLanguage';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import { sheetsIn } from '../support/workbooks';

const COMMANDS = readdirSync('server/src/cli/commands', { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** An edition with all that the reports show. Its words that are data start with Zz. */
function edition(published: string, state: string, more: object = {}): string {
  const product = { 'product-id': 'ZzBatch', 'product-version': '8.2', 'state-date': published, comment: 'ZzStops' };
  const patch = {
    'patch-id': 'KB5000001',
    title: 'ZzUpdate',
    severity: 'Critical',
    released: '2026-01-13T08:00:00Z',
    vulnerability: 'CVE-2026-0001',
    target: 'ZzOs',
    product: [
      { ...product, state },
      { ...product, 'product-id': 'ZzView', state: 'In Test', restriction: 'ZzFirst' },
    ],
  };
  const older = { ...patch, 'patch-id': 'KB5000000', 'superseded-by': 'KB5000001' };
  return publicationText(FIRST, [patch, older], {
    supplier: 'ZzSupplier',
    'document-id': 'ZzId',
    'document-version': published.slice(5, 7),
    'patch-vendor': [{ 'vendor-id': 'ZzVendor', patch: [patch, older] }],
    published,
    ...more,
  });
}

const OLD = 'old/ZzSupplier_VPC_2026-01-30.xml';
const NEW = 'new/ZzSupplier_VPC_2026-03-04.xml';
const FILES = {
  [OLD]: edition('2026-01-30T09:00:00Z', 'Approved'),
  [NEW]: edition('2026-03-04T09:00:00Z', 'Not Approved'),
  'wrong/zz.vpc.xml': edition('2026-03-04T09:00:00', 'Aproved').replace('<Patch>', '<Patch zz="1">'),
  'broken/zz.vpc.xml': '<PatchData><Zz>',
  'other/zz.xml': '<zz/>',
  'plant/ZzPlant.vpc.xml': edition('2026-03-05T09:00:00Z', 'Installed'),
  'assets.csv':
    'asset,zone,supplier,product,version\nZzPc1,ZzCell,ZzSupplier,ZzBatch,8.2\nZzPc2,ZzCell,ZzSupplier,ZzMore,1\n',
  'bad-assets.csv': 'asset\nZzPc1\n',
  'installed.csv': 'asset,patch,date\nZzPc1,KB5000001,2026-03-01\n',
  'products.csv': 'id,version,platform,supplier\nZzBatch,8.2,ZzOs,ZzSupplier\n',
  'results.csv': 'patch,product,state\nKB5000001,ZzBatch,Approved\nKB9999999,ZzBatch,Zzz\n',
  'patches.csv': 'patch,vendor,title,released,product,state\nKB1,ZzVendor,ZzTitle,2026-01-02,ZzBatch,Approved\n',
  'bad-patches.csv': 'patch,vendor,released\nKB1,ZzVendor,zz\n',
  'release.xml': releaseDocument(vulnerability('CVE-2026-0001', 'Critical: 1', [{ kb: '5000009', products: '1' }])),
  'advisory.json': JSON.stringify({
    document: {
      ...{ csaf_version: '2.0', category: 'csaf_security_advisory', title: 'ZzAdvisory' },
      publisher: { category: 'vendor', name: 'ZzVendor', namespace: 'https://example.com' },
      tracking: {
        ...{ id: 'ZZ-1', status: 'final', version: '1', revision_history: [] },
        ...{ initial_release_date: '2026-02-10T08:00:00Z', current_release_date: '2026-02-10T08:00:00Z' },
      },
    },
    product_tree: { full_product_names: ['P', 'Q', 'R'].map((id) => ({ product_id: id, name: `ZzTool ${id}` })) },
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        product_status: { known_affected: ['P'], fixed: ['Q'] },
        remediations: [
          { category: 'vendor_fix', details: 'ZzUpdate', product_ids: ['P', 'Q', 'R'] },
          { category: 'vendor_fix', product_ids: ['P'] },
          ...['mitigation', 'workaround', 'mitigation', 'none_available', 'optional_patch', 'joke'].map((category) => {
            return { category, details: 'ZzText', product_ids: ['P'] };
          }),
        ],
      },
      { cve: 'CVE-2026-0002', product_status: { known_affected: ['P'] }, remediations: [] },
    ],
  }),
  'bad/vpc.config.json': '{ "rules": { "vpc/zz": "error", "vpc/url": "zz" } }',
  'bad/zz.vpc.xml': edition('2026-03-04T09:00:00Z', 'Approved'),
  'zz.json': '{}',
  'zz.xsd': '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="zz"/></xs:schema>',
};

/** Errors in the arguments, each of another kind; after #, the words of the output that are data. */
const WRONG_ARGUMENTS = [
  'zz',
  'lintt # lintt',
  'lint --zz',
  'lint --fixx',
  'lint --output',
  'lint --jobs zz',
  'lint --jobs 99',
  'lint --shard 9',
  'lint --format zz',
  'lint --fail-on zz',
  'lint --select vpc/zz',
  'lint --select vpc/ur',
  'lint --ignore xml/missing-end-tag',
  'lint --watch --fix new',
  'lint --watch -',
  'lint --changed -',
  'lint --update-baseline --no-baseline',
  'lint --update-baseline --dry-run',
  'lint --update-baseline new',
  'lint --baseline zz.json new # files',
  'lint --baseline zz-none.json new',
  'lint --schema zz-none.xsd new',
  'lint --schema zz.xsd --strict-schema new # type',
  'lint --profile zz.json new # note sources recognition containers attributes fileName states transitions severities patchTypes',
  'lint --config zz-none.json new',
  'lint --format json --format sarif new',
  'lint --output new/ZzSupplier_VPC_2026-03-04.xml new/ZzSupplier_VPC_2026-03-04.xml',
  'lint zz*.vpc.xml',
  'lint other',
  'lint bad',
  'lint zz-none.vpc.xml',
  'lint --stdin-filename zz new',
  'new',
  'new --supplier "" --date 2026-03-10',
  'new --supplier ZzSupplier --date zz',
  'new --supplier ZzSupplier --products zz-none.csv',
  'set new/ZzSupplier_VPC_2026-03-04.xml zz zz',
  'set - --patch a --product b --state Approved',
  'set new/ZzSupplier_VPC_2026-03-04.xml --patch @ --product b --state Approved # vendor b',
  'set new/ZzSupplier_VPC_2026-03-04.xml --patch KB9 --product ZzBatch --state Approved',
  'set new/ZzSupplier_VPC_2026-03-04.xml --patch KB5000001 --product ZzBatch --state zz',
  'set broken/zz.vpc.xml --patch KB1 --product ZzBatch --state Approved',
  'apply new/ZzSupplier_VPC_2026-03-04.xml zz-none.csv',
  'apply new/ZzSupplier_VPC_2026-03-04.xml results.csv # product state',
  'apply new/ZzSupplier_VPC_2026-03-04.xml products.csv # product state tables columns',
  'matrix zz-none.xml',
  'matrix new --only-changed',
  'matrix new --format html --output zz.csv',
  'matrix new --output zz.zz # md xlsx',
  'compare zz-none.xml new/ZzSupplier_VPC_2026-03-04.xml',
  'plan new --assets bad-assets.csv # product asset tables columns',
  'plan new --assets assets.csv --fail-on changes',
  'plan new --assets assets.csv --track plant/zz.xml',
  'plan new --assets assets.csv --since zz',
  'plan broken --assets assets.csv',
  'next -',
  'next broken/zz.vpc.xml',
  'next new/ZzSupplier_VPC_2026-03-04.xml --drop zz',
  'import cvrf zz.xml --supplier ZzSupplier',
  'import csaf zz.json --supplier ZzSupplier # document',
  'import table bad-patches.csv --supplier ZzSupplier # vendor',
  'publish - --to site',
  'publish new/ZzSupplier_VPC_2026-03-04.xml --to zz.json',
  'publish wrong/zz.vpc.xml --to site # Aproved',
  'explain vpc/ur',
  'explain zzzzzzzzzzzz',
  'format broken',
  'lsp --stdio --socket 1',
];

/** Runs that print texts for readers, as above. */
const RUNS = [
  'lint new wrong broken # Aproved xs dateTime',
  'lint --format markdown wrong zz-none.vpc.xml # Aproved',
  'lint --format compact wrong zz-none.vpc.xml # Aproved unreadable',
  'lint --format github wrong zz-none.vpc.xml # file line endLine col endColumn notice Aproved unreadable title',
  'lint --fix --dry-run new',
  'lint --schema zz.xsd new/ZzSupplier_VPC_2026-03-04.xml # type',
  'lint --update-baseline --baseline zz-base.json wrong',
  'lint --baseline zz-base.json wrong new',
  'lint other/zz.xml',
  'format --check new',
  'compare old new',
  'compare new new',
  'compare old new --format markdown',
  'matrix new broken --format markdown',
  'matrix new --compare old --format markdown',
  'plan new broken --assets assets.csv --installed installed.csv',
  'plan new --assets assets.csv --installed installed.csv --format ids',
  'plan new --assets assets.csv --since old # old',
  'profile # published yyyy',
  'profile --schema zz.xsd # published yyyy',
  'rules',
  'rules --format markdown',
  'set new/ZzSupplier_VPC_2026-03-04.xml --patch KB5000001 --product ZzView --state Approved --dry-run',
  'apply new/ZzSupplier_VPC_2026-03-04.xml results.csv --partial --dry-run # product state',
  'new --supplier ZzSupplier --products products.csv --output zz-new.xml',
  'import table patches.csv --supplier ZzSupplier --output zz-table.xml # vendor product state',
  'import cvrf release.xml --supplier ZzSupplier --products products.csv --output zz-cvrf.xml # February Updates',
  'import csaf advisory.json --supplier ZzSupplier --products products.csv --output zz-csaf.xml',
  'next new/ZzSupplier_VPC_2026-03-04.xml --date 2026-04-14 --release release.xml --drop superseded --output zz-next.xml',
  'publish new/ZzSupplier_VPC_2026-03-04.xml --to site --dry-run # site SUMS SHA',
  'publish new/ZzSupplier_VPC_2026-03-04.xml --to site # site SUMS SHA',
  'publish new/ZzSupplier_VPC_2026-03-04.xml --to site # site SUMS SHA',
];

/** Reports in files, as texts. */
const REPORTS: readonly (readonly [file: string, args: readonly string[]])[] = [
  ['matrix.html', ['matrix', 'new', 'broken', 'plant', '--fields', 'cves', 'restart', 'supersedes']],
  ['changed.html', ['matrix', 'new', '--compare', 'old']],
  ['matrix.xlsx', ['matrix', 'new', 'broken', 'plant']],
  ['plan.html', ['plan', 'new', 'broken', '--assets', 'assets.csv', '--installed', 'installed.csv']],
  ['since.html', ['plan', 'new', '--assets', 'assets.csv', '--since', 'old']],
  ['plan.xlsx', ['plan', 'new', '--assets', 'assets.csv', '--installed', 'installed.csv', '--since', 'old']],
  ['compared.html', ['compare', 'old', 'new']],
];

/** Values of options, which users type. */
const CHOICES = [
  ...[
    'files',
    'table',
    'xlsx',
    'cves',
    'restart',
    'supersedes',
    'comma',
    'semicolon',
    'tab',
    'omit',
    'alarms',
    'overdue',
  ],
  'changes',
];

/** Parts of outputs that are data: lines of documents, diffs, examples. */
function withoutData(text: string): string {
  return (
    text
      .replace(/^ *\d* \| .*$/gm, '')
      .replace(/^(?:[-+ @\\]|---|\+\+\+) ?(?:[-+@<]| *<).*$/gm, '')
      .replace(/```xml\n[^]*?```/g, '')
      // Names of constraints in XML 1.0.
      .replace(/\b(?:WFC|VC|NSC): [\w< ,]+/g, '')
  );
}

/** Codes of each kind. */
const CODES = [
  ...RULES.map(({ id }) => id),
  ...Object.keys(SUPPRESSION_CODES),
  ...Object.keys(XML_CODES),
  ...Object.keys(INSTANCE_CODES).map((code) => publicCode(code as InstanceCode)),
  ...Object.keys(SCHEMA_CODES).map((code) => `xsd/${code}`),
];

describe('the command line in another language', () => {
  const languages = new PseudoPackage();
  let folder: CliFolder;
  const vpc = (args: readonly string[], env: Record<string, string> = { VPC_LANG: PSEUDO }): Promise<Outcome> =>
    folder.vpc(args, { languages, env, input: '' });
  before(async () => (folder = await CliFolder.with(FILES)));
  after(async () => {
    languages.remove();
    await folder.remove();
  });

  const nothingLeft = (text: string, ...data: string[]): void => {
    assert.notEqual(text, '');
    const words = untranslatedWords(withoutData(text.replaceAll(folder.path, '')), [
      ...COMMANDS.map(({ name }) => name),
      ...data,
    ]);
    assert.ok(words.length === 0, `Not translated: ${words.join(', ')}\n${text}`);
  };

  for (const command of [[], ...COMMANDS.map(({ name }) => [name]), ['import', 'cvrf'], ['import', 'table']]) {
    it(`translates the help of ${['vpc', ...command].join(' ')}`, async () => {
      const { out } = await vpc([...command, '--help']);
      // Between the column of options and that of their descriptions there are two spaces.
      const own = out.replace(/^ {2}\S.*?(?: {2,}|$)/gm, '').replace(/^ {2}(?:vpc |").*$/gm, '');
      nothingLeft(own, ...CHOICES);
    });
  }

  for (const run of [...WRONG_ARGUMENTS, ...RUNS]) {
    const [line, data = ''] = run.split(' # ') as [string, string?];
    it(`translates what vpc ${line} prints`, async () => {
      const { out, err } = await vpc(line.split(' ').map((arg) => (arg === '""' ? '' : arg)));
      nothingLeft(`${out}\n${err}`, ...data.split(' '));
    });
  }

  it('translates the pages of all codes', async () => {
    for (const code of new Set(CODES)) nothingLeft((await vpc(['explain', code])).out, 'SHA');
  });

  for (const [file, args] of REPORTS) {
    it(`translates ${file} of vpc ${args.join(' ')}`, async () => {
      await vpc([...args, '--output', file]);
      const path = join(folder.path, file);
      if (file.endsWith('.html')) return nothingLeft(visibleHtml(await readFile(path, 'utf8')), 'old');
      // The sheet "vpc-export" and a hidden column are records for `vpc apply`.
      const sheets = Object.entries(await sheetsIn(await readFile(path))).filter(([name]) => name !== 'vpc-export');
      const texts = sheets.flatMap(([name, rows]) => [name, ...rows.flat().filter((cell) => typeof cell === 'string')]);
      nothingLeft(texts.filter((text) => !/^[a-z\d]{6,}$/.test(text)).join('\n'), 'old');
    });
  }

  const title = async (env: Record<string, string>): Promise<string> => (await vpc(['--help'], env)).out.slice(0, 7);
  const [TRANSLATED, ENGLISH] = ['\u27e6Usage:', 'Usage: '];

  it('takes the language of VPC_LANG, else of the first of LC_ALL, LC_MESSAGES and LANG that is set', async () => {
    assert.equal(await title({ VPC_LANG: PSEUDO, LC_ALL: 'C' }), TRANSLATED);
    assert.equal(await title({ VPC_LANG: 'en', LANG: PSEUDO }), ENGLISH);
    assert.equal(await title({ VPC_LANG: '', LC_ALL: `${PSEUDO}_ZZ.UTF-8`, LANG: 'C' }), TRANSLATED);
    assert.equal(await title({ LC_ALL: 'C', LC_MESSAGES: PSEUDO, LANG: PSEUDO }), ENGLISH);
    assert.equal(await title({ LC_MESSAGES: PSEUDO, LANG: 'C' }), TRANSLATED);
    assert.equal(await title({ LANG: PSEUDO }), TRANSLATED);
    assert.equal(await title({}), ENGLISH);
  });

  it('notes that VPC_LANG names a language without translations, and is silent about the others', async () => {
    const err = async (env: Record<string, string>): Promise<string> => (await vpc(['--version'], env)).err;
    const note = `vpc: no translation for VPC_LANG=xx; texts are English. Languages: en, ${PSEUDO}\n`;
    assert.equal(await err({ VPC_LANG: 'xx' }), note);
    for (const [name, value] of [
      ['VPC_LANG', 'en_GB'],
      ['VPC_LANG', PSEUDO],
      ['LC_ALL', 'xx'],
      ['LANG', 'POSIX'],
    ] as const) {
      assert.equal(await err({ [name]: value }), '', `${name}=${value}`);
    }
  });

  it('reads the translations when a text is needed', async () => {
    const read: string[] = [];
    const counted = { known: () => [], textsOf: (locale: string) => (read.push(locale), languages.textsOf(locale)) };
    await folder.vpc(['--version'], { languages: counted, env: { LANG: PSEUDO } });
    assert.deepEqual(read, []);
    await folder.vpc(['--help'], { languages: counted, env: { LANG: 'en_US.UTF-8' } });
    assert.deepEqual(read, []);
  });

  /** The output in both languages, without the texts of the pseudo-language: their English is what is in the brackets. */
  async function both(args: readonly string[]): Promise<[english: string, translated: string]> {
    const [english, translated] = [await vpc(args, {}), await vpc(args)];
    return [english.out, translated.out];
  }
  const unbracketed = (text: string): string => text.replace(/[\u27e6\u27e7]/g, '');

  for (const format of ['json', 'jsonl', 'gitlab', 'github', 'checkstyle', 'junit', 'compact']) {
    it(`changes nothing but messages in the ${format} report of vpc lint`, async () => {
      const [english, translated] = await both(['lint', '--format', format, 'new', 'wrong', 'broken', 'zz-none.xml']);
      assert.notEqual(translated, english);
      assert.equal(unbracketed(translated), english);
    });
  }

  it('changes nothing but messages and the language in the SARIF report', async () => {
    const [english, translated] = await both(['lint', '--format', 'sarif', 'new', 'wrong', 'broken', 'zz-none.xml']);
    assert.match(english, /"language": "en"/);
    assert.equal(unbracketed(translated), english.replace('"language": "en"', `"language": "${PSEUDO}"`));
  });

  for (const line of [
    'matrix new broken --format csv',
    'matrix new broken --format json',
    'compare old new --format json',
    'plan new broken --assets assets.csv --date 2026-04-01 --format csv',
    'plan new broken --assets assets.csv --date 2026-04-01 --format json',
    'plan new broken --assets assets.csv --date 2026-04-01 --format ids',
    'rules --format json',
    'lint --print-config new',
  ]) {
    it(`changes nothing but messages in the output of vpc ${line}`, async () => {
      const [english, translated] = await both(line.split(' '));
      assert.notEqual(english, '');
      assert.equal(unbracketed(translated), english);
      if (line.endsWith('csv')) assert.equal(translated, english);
    });
  }

  it('writes the same baseline and the same published files in all languages', async () => {
    const texts = async (name: string, env: Record<string, string>): Promise<string[]> => {
      await vpc(['lint', '--update-baseline', '--baseline', `${name}.json`, 'wrong'], env);
      await vpc(['publish', NEW, '--to', name], env);
      const files = readdirSync(join(folder.path, name)).sort();
      const contents = files.map((file) => readFile(join(folder.path, name, file), 'latin1'));
      return [await folder.read(`${name}.json`), ...files, ...(await Promise.all(contents))];
    };
    const english = await texts('zz-english', {});
    assert.ok(english.length > 10);
    assert.deepEqual(await texts('zz-translated', { VPC_LANG: PSEUDO }), english);
  });
});
