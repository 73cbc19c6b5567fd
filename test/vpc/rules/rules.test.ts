import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import { render, type Problem } from '../../../server/src/xml/problem';
import { fixesFor } from '../../../server/src/vpc/rules/registry';
import { ruleProblems } from '../../../server/src/vpc/rules/runner';
import type { Draft } from '../../../server/src/vpc/draft';
import { editionOf } from '../../support/editions';
import { applied, findings, fixed } from '../../support/fixing';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';

for (const testVocabulary of BOTH) {
  const { title, vocabulary, sampleText, sampleName } = testVocabulary;
  const text = (...args: Parameters<typeof publicationText> extends [unknown, ...infer Rest] ? Rest : never) =>
    publicationText(testVocabulary, ...args);

  describe(`the rules, ${title}`, () => {
    it('find nothing in the sample', () => {
      assert.deepEqual(findings(sampleText, vocabulary, sampleName), []);
    });

    it('find nothing in a document of another vocabulary', () => {
      assert.deepEqual(findings('<other><ID>x</ID></other>', vocabulary, 'other.xml'), []);
    });

    it('vpc/cve-syntax marks the number alone', () => {
      const found = findings(text([{ vulnerability: ['CVE-2026-21519', '\n  cve-2026-21519\n'] }]), vocabulary);
      const finding = found.find((line) => line.startsWith('vpc/cve-syntax'));
      assert.match(finding!, /^vpc\/cve-syntax: "cve-2026-21519" "cve-2026-21519" is not a CVE number/);
    });

    const cves: readonly [written: string, fixes: string[]][] = [
      ['cve-2026-21519', ['CVE-2026-21519 (preferred)']],
      ['CVE 2026 21519', ['CVE-2026-21519 (preferred)']],
      ['2026-21519', ['CVE-2026-21519 (preferred)']],
      ['CVE‑2026‑21519', ['CVE-2026-21519 (preferred)']],
      ['CVE-2026-021519', ['CVE-2026-21519 (preferred)']],
      ['CVE-2026-519', ['CVE-2026-0519']],
      ['CVE-1998-0001', []],
      ['ADV990001', []],
      ['', []],
    ];
    for (const [written, expected] of cves) {
      it(`vpc/cve-syntax offers ${expected.join() || 'nothing'} for "${written}"`, () => {
        const name = vocabulary.nameOf('patch', 'vulnerability')!;
        assert.deepEqual(
          fixed(text([{ vulnerability: written }]), vocabulary, 'vpc/cve-syntax'),
          expected.map((fix) => {
            const [number, mark = ''] = fix.split(/(?= \()/);
            return `Replace by "${number}" -> <${name}>${number}</${name}>${mark}`;
          }),
        );
      });
    }

    it('vpc/duplicate-patch marks every one but the first, and says where that is', () => {
      const document = text([
        { 'patch-id': 'KB1' },
        { 'patch-id': 'KB2' },
        { 'patch-id': 'KB1' },
        { 'patch-id': 'KB1' },
      ]);
      const problems = ruleProblems(parse(document), vocabulary, { fileName: null });
      const first = document.indexOf('KB1');
      const second = document.indexOf('KB1', first + 1);
      assert.deepEqual(
        problems.map(({ start, related }) => [start, related?.[0]?.start]),
        [
          [second, first],
          [document.indexOf('KB1', second + 1), first],
        ],
      );
    });

    it('vpc/duplicate-patch finds identifiers that stand behind the products', () => {
      const id = vocabulary.nameOf('patch', 'patch-id')!;
      const patch = vocabulary.nameOf('patch-vendor', 'patch')!;
      const document = text([
        { 'patch-id': 'KB1', product: [{ 'product-id': 'Batch', state: 'Available' }] },
        { 'patch-id': 'KB1', product: [{ 'product-id': 'Batch', state: 'Available' }] },
      ]).replace(new RegExp(`(<${id}>KB1</${id}>)([^]*?)(?=\\s*</${patch}>)`, 'g'), '$2$1');
      const second = document.lastIndexOf('KB1');
      const problems = ruleProblems(parse(document), vocabulary, { fileName: null });
      assert.deepEqual(
        problems.filter(({ code }) => code === 'vpc/duplicate-patch').map(({ start }) => start),
        [second],
      );
    });

    const names: readonly [id: string, title: string, fixes: string[]][] = [
      ['KB5075906', 'Update (kb5073457), again KB-5073457', ['Update (kb5075906), again KB-5075906']],
      ['KB5075906', 'Update (KB5073457), KB5075906 too', []],
      ['KB5075906', 'Version 5073457', []],
      ['ADV990001', 'ADV990002', ['ADV990001']],
      ['1.2.3', 'KB5073457', []],
    ];
    for (const [id, written, expected] of names) {
      it(`vpc/copied-identifier makes ${expected.join() || 'nothing'} of "${written}" for ${id}`, () => {
        const name = vocabulary.nameOf('patch', 'title')!;
        const document = text([{ 'patch-id': id, title: written }]);
        const found = findings(document, vocabulary).filter((line) => line.startsWith('vpc/copied-identifier'));
        assert.equal(found.length, expected.length);
        if (expected.length === 0) return;
        assert.deepEqual(
          fixed(document, vocabulary, 'vpc/copied-identifier'),
          expected.map((title) => `Write "${id}" -> <${name}>${title}</${name}>`),
        );
      });
    }

    it('vpc/prerequisite-not-approved compares versions and platforms, and says where the other state stands', () => {
      const product = (state: string, version: string) => ({
        'product-id': 'Batch',
        'product-version': [version],
        platform: ['A', 'B'],
        state,
        'state-date': '2026-02-16T14:30:00Z',
      });
      const document = text([
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [product('Approved', '8'), product('Approved', '9')] },
        { 'patch-id': 'KB1', product: [product('Approved', '8'), product('In Test', '9')] },
      ]);
      const problems = ruleProblems(parse(document), vocabulary, { fileName: null });
      assert.deepEqual(
        problems.map(({ code, args, start, related }) => [
          code,
          args,
          document.slice(start, start + 3),
          related?.[0]?.start,
        ]),
        [
          [
            'vpc/prerequisite-not-approved',
            ['Approved', 'Batch, 9, A', 'KB1', 'In Test'],
            'KB1',
            document.indexOf('In Test'),
          ],
        ],
      );
    });

    it('the rules about editions judge each version that a result holds for, and report a product once', () => {
      const product = (versions: string[], state: string, date: string) => ({
        'product-id': 'Batch',
        'product-version': versions,
        state,
        'state-date': date,
      });
      const [old, now] = ['2026-02-12T08:00:00Z', '2026-02-14T08:00:00Z'];
      const patch = (product: Draft<'product'>[]) => [{ 'patch-id': 'KB1', product }];
      const before = patch([
        product(['1'], 'In Test', old),
        product(['2'], 'Not Applicable', now),
        product(['3'], 'Released', old),
        // Nobody knows which one holds.
        product(['4'], 'Not Applicable', now),
        product(['4'], 'In Test', now),
      ]);
      const document = text(patch([product(['1', '2', '3'], 'Approved', now), product(['4'], 'Approved', now)]));
      const previous = editionOf(
        {
          published: '2026-02-15T00:00:00Z',
          supplier: 'Northwind',
          'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: before }],
        },
        vocabulary,
      );
      const problems = ruleProblems(parse(document), vocabulary, { fileName: null, previous });
      assert.deepEqual(
        problems.map(({ code, args }) => [code, args]),
        [
          ['vpc/transition', ['previous.xml', 'Not Applicable', 'Batch, 2', 'Approved']],
          ['vpc/state-date-kept', ['previous.xml', 'Batch, 2', 'Not Applicable', now, 'Approved']],
        ],
      );
    });

    it('vpc/duplicate-patch moves the products of the second one under the first', () => {
      const patch = (...ids: string[]) => ({ 'patch-id': 'KB1', product: ids.map((id) => ({ 'product-id': id })) });
      const document = text([patch('Batch'), { 'patch-id': 'KB2' }, patch('Panel', 'Historian')]);
      const tree = parse(document);
      const [problem] = ruleProblems(tree, vocabulary, {
        fileName: null,
        isWanted: (id) => id === 'vpc/duplicate-patch',
      });
      const [fix] = fixesFor(problem!, { tree, vocabulary, fileName: null });
      assert.ok(fix?.change.kind === 'edit');
      assert.equal(
        applied(document, fix.change.edits),
        text([patch('Batch', 'Panel', 'Historian'), { 'patch-id': 'KB2' }]),
      );
    });

    it('vpc/reason-missing leaves a place for the reason', () => {
      const product = { 'product-id': 'Batch', state: 'Not Approved', 'state-date': '2026-02-16T14:30:00Z' };
      const document = text([{ 'patch-id': 'KB1', product: [product] }]);
      const tree = parse(document);
      const [problem] = ruleProblems(tree, vocabulary, { fileName: null });
      const [fix] = fixesFor(problem!, { tree, vocabulary, fileName: null });
      assert.ok(fix?.change.kind === 'edit');
      const name = vocabulary.nameOf('product', 'comment')!;
      const { text: put, snippet } = fix.change.edits[0]!;
      const prefixed = put.trim().slice(1, put.trim().indexOf('>'));
      assert.ok(prefixed.endsWith(name));
      assert.equal(snippet, `\n<${prefixed}>$1</${prefixed}>`);
      const after = ruleProblems(parse(applied(document, fix.change.edits)), vocabulary, { fileName: null });
      assert.deepEqual(
        after.map(({ code }) => code),
        ['vpc/empty-value'],
      );
    });

    it('vpc/duplicate-patch lets two vendors use the same identifier', () => {
      const patch = [{ 'patch-id': '1.0' }];
      const vendors = [
        { 'vendor-id': 'A', patch },
        { 'vendor-id': 'B', patch },
      ];
      assert.deepEqual(findings(text([], { 'patch-vendor': vendors }), vocabulary), []);
    });

    it('vpc/code-value lists the values and the attribute that names an own list', () => {
      const [finding] = findings(text([{ severity: 'High' }]), vocabulary);
      const list = vocabulary.attributeName('code-list');
      assert.equal(
        finding,
        'vpc/code-value: "High" "High" is not one of the values that readers know here: Critical, Important, Moderate, Low, None. ' +
          `Use one of them, or name the list that it is from in the attribute "${list}".`,
      );
    });

    it('vpc/code-value says that a value is missing, at the name of the element', () => {
      const [finding] = findings(text([{ severity: '' }]), vocabulary);
      const name = vocabulary.nameOf('patch', 'severity');
      assert.equal(
        finding,
        `vpc/code-value: "${name}" A value is missing here. Use one of Critical, Important, Moderate, Low, None.`,
      );
    });

    it('vpc/code-value offers the nearest values, preferred where only the case is wrong', () => {
      const name = vocabulary.nameOf('patch', 'severity')!;
      assert.deepEqual(fixed(text([{ severity: 'critical' }]), vocabulary, 'vpc/code-value'), [
        `Replace by "Critical" -> <${name}>Critical</${name}> (preferred)`,
      ]);
      assert.deepEqual(fixed(text([{ severity: 'Lou' }]), vocabulary, 'vpc/code-value'), [
        `Replace by "Low" -> <${name}>Low</${name}>`,
      ]);
    });

    it('vpc/filename marks the root and the value that disagrees', () => {
      const wrong = sampleName.replace('Northwind', 'Southwind');
      const [root, supplier, ...others] = findings(sampleText, vocabulary, wrong);
      assert.match(
        root!,
        new RegExp(`^vpc/filename: "[k:]*${vocabulary.rootName}" The file is named "${wrong}"; .* "${sampleName}"`),
      );
      assert.equal(
        supplier,
        'vpc/filename: "Northwind Process Systems" The file\'s name says "Southwind-Process-Systems" where this says "Northwind Process Systems". Rename the file, or correct the value.',
      );
      assert.deepEqual(others, []);
    });

    it('vpc/filename offers to rename the file', () => {
      assert.deepEqual(fixed(sampleText, vocabulary, 'vpc/filename', 'patches.xml'), [
        `Rename the file to "${sampleName}" -> ${sampleName} (preferred)`,
      ]);
    });

    it('vpc/filename says nothing while there is no file, or nothing to name it by', () => {
      assert.deepEqual(findings(sampleText, vocabulary, null), []);
      const nameless = findings(text([], { supplier: '' }), vocabulary, 'patches.xml');
      assert.deepEqual(
        nameless.filter((line) => line.startsWith('vpc/filename')),
        [],
      );
    });
  });
}

describe('vpc/filename', () => {
  for (const { title, vocabulary, sampleText, sampleName } of BOTH) {
    it(`offers to set the date from the name, at the date only, ${title}`, () => {
      const fileName = sampleName.replace('18', '20');
      const tree = parse(sampleText);
      const [atRoot, atDate] = ruleProblems(tree, vocabulary, { fileName });
      const titles = (problem: Problem) =>
        fixesFor(problem, { tree, vocabulary, fileName }).map((fix) => render(fix.title, fix.args));
      const rename = `Rename the file to "${sampleName}"`;
      assert.deepEqual(titles(atRoot!), [rename]);
      assert.deepEqual(titles(atDate!), [rename, "Set the date to the file name's: 2026-02-20T09:00:00Z"]);
      const { change } = fixesFor(atDate!, { tree, vocabulary, fileName })[1]!;
      assert.ok(change.kind === 'edit');
      const mended = applied(sampleText, change.edits);
      assert.equal(mended, sampleText.replace('2026-02-18T09:00:00Z', '2026-02-20T09:00:00Z'));
      assert.deepEqual(findings(mended, vocabulary, fileName), []);
    });
  }
});
