import assert from 'node:assert/strict';
import { diffOf, file, patch, written } from './writing';
import type { Profile } from '../../../server/src/domain/profile';
import { Vocabulary } from '../../../server/src/domain/vocabulary';
import { FIRST } from '../../support/vocabularies';

const TEXT = file(patch('KB1', '<ID>Batch</ID>\n<Status>Approved</Status>'));

describe('writing fields', () => {
  it('replaces, adds and removes fields of a patch in the order of the schema', () => {
    const change = {
      patch: { id: '1' },
      patchFields: {
        title: [{ value: 'Actualización & más', attributes: { language: 'es' } }],
        severity: 'Critical',
        vulnerability: ['CVE-2026-0001', 'CVE-2026-0002'],
        revised: '2026-03-10T08:00:00Z',
        reboot: null,
      },
    } as const;
    const { text, reasons } = written(TEXT, [change]);
    assert.deepEqual(reasons, []);
    assert.equal(
      diffOf(TEXT, text),
      [
        '+      <Title languageID="es">Actualización &amp; más</Title>',
        '+      <Severity>Critical</Severity>',
        '+      <RevisedDate>2026-03-10T08:00:00Z</RevisedDate>',
        '+      <VulnerabilityID>CVE-2026-0001</VulnerabilityID>',
        '+      <VulnerabilityID>CVE-2026-0002</VulnerabilityID>',
      ].join('\n'),
    );
    assert.equal(written(text, [change]).text, text, 'a second time changes nothing');
  });

  it('adds the lists of several changes of one patch', () => {
    const by = (id: string) => ({ patch: { id: 'KB1' }, patchFields: { 'superseded-by': [id] } });
    const { text } = written(TEXT, [by('KB2'), by('KB3'), by('KB2')]);
    assert.equal(
      diffOf(TEXT, text),
      '+      <SupersededByID>KB2</SupersededByID>\n+      <SupersededByID>KB3</SupersededByID>',
    );
  });

  it('changes fields of the publication, and inserts those that it does not have', () => {
    const publicationFields = { published: '2026-03-10', 'document-version': '2' };
    const { text, reasons } = written(TEXT, [{ publicationFields }]);
    assert.deepEqual(reasons, []);
    assert.equal(
      diffOf(TEXT, text),
      [
        '-  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>',
        '+  <Version>2</Version>',
        '+  <PublishedDate>2026-03-10T00:00:00Z</PublishedDate>',
      ].join('\n'),
    );
  });

  it('adds a patch with all its fields, and products in the same run', () => {
    const added = {
      patch: { vendor: 'Microsoft', id: 'KB2', title: 'Two', released: '2026-03-10T08:00:00Z' },
      add: true,
      patchFields: { target: ['Windows 11', 'Windows Server 2022'], supersedes: ['KB1'], 'patch-type': 'Security' },
    } as const;
    const { text, reasons, counts } = written(TEXT, [
      added,
      { patch: { id: 'KB2' }, product: { id: 'Batch' }, add: true },
    ]);
    assert.deepEqual([reasons, counts.added], [[], 1]);
    assert.equal(
      diffOf(TEXT, text),
      `+    <Patch>
+      <ID>KB2</ID>
+      <Title>Two</Title>
+      <PatchType>Security</PatchType>
+      <ReleasedDate>2026-03-10T08:00:00Z</ReleasedDate>
+      <TargetProduct>Windows 11</TargetProduct>
+      <TargetProduct>Windows Server 2022</TargetProduct>
+      <SupersedesID>KB1</SupersedesID>
+      <VendorProduct>
+        <ID>Batch</ID>
+        <Status>Available</Status>
+      </VendorProduct>
+    </Patch>`,
    );
  });

  it('refuses values that are not valid, and a field that occurs twice where one is allowed', () => {
    const reasonsFor = (text: string, patchFields: Record<string, string>) =>
      written(text, [{ patch: { id: 'KB1' }, patchFields }]).reasons;
    assert.match(reasonsFor(TEXT, { revised: 'tomorrow' })[0]!, /^"tomorrow" is not a valid date/);
    assert.match(reasonsFor(TEXT, { reboot: 'maybe' })[0]!, /^The file would become invalid: /);
    const twice = TEXT.replace('<ReleasedDate>', '<Severity>Low</Severity><Severity>Low</Severity><ReleasedDate>');
    assert.deepEqual(reasonsFor(twice, { severity: 'Critical' }), [
      'Several "Severity" in one entry. Remove all but one.',
    ]);
    assert.match(reasonsFor(TEXT, { title: 'a\u0000' })[0]!, /^XML does not allow some characters/);
  });

  it('leaves out fields that the vocabulary does not have', () => {
    const profile = structuredClone(FIRST.profile) as { containers: { patch: { children: Record<string, string> } } };
    delete profile.containers.patch.children.revised;
    const vocabulary = new Vocabulary(profile as Profile, FIRST.tables);
    const change = { patch: { id: 'KB1' }, patchFields: { revised: '2026-03-10T08:00:00Z', severity: 'Low' } };
    const { text, reasons } = written(TEXT, [change], { ...FIRST, vocabulary });
    assert.deepEqual([reasons, diffOf(TEXT, text)], [[], '+      <Severity>Low</Severity>']);
  });
});
