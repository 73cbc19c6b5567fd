/** Small publications with everything that a writer can stumble over, in several layouts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST, SECOND, type TestVocabulary } from '../../support/vocabularies';

/** A file that random changes are written into. */
export interface HeldFile {
  readonly title: string;
  readonly vocabulary: TestVocabulary;
  readonly text: string;
  /** Internal entities, which the independent reader does not read from the DOCTYPE. */
  readonly entities: Readonly<Record<string, string>>;
}

/** Comments, CDATA, references, several versions and platforms, attributes, foreign elements, own code lists, empty elements. */
const BASE = `<?xml version="1.0" encoding="UTF-8"?>
<!-- head -->
<PatchData>
  <PublishedDate>2026-02-18T09:00:00Z</PublishedDate>
  <Supplier>Acme &amp; Söhne</Supplier>
  <PatchVendor>
    <ID>Microsoft</ID>
    <URL>https://example.com/?a=1&amp;b=2</URL>
    <!-- the first patch -->
    <Patch>
      <ID>KB5000001</ID>
      <Title languageID='en'>First &lt;patch&gt;</Title>
      <ReleasedDate>2026-02-10T08:00:00Z</ReleasedDate>
      <RebootRequired>true</RebootRequired>
      <!-- station -->
      <VendorProduct>
        <ID>Station</ID>
        <Version>1.0</Version>
        <Version>2.0</Version>
        <Platform>Windows 10</Platform>
        <Platform>Windows 11</Platform> <!-- the new one -->
        <Platform>Windows Server</Platform>
        <Status name='code'>In <!-- a comment -->Test</Status>
        <StatusDate>2026-02-17T10:00:00Z</StatusDate>
        <RebootRequired>1</RebootRequired>
        <Restriction languageID='en'>Stop &quot;it&quot; &#x2013; first.</Restriction>
        <Restriction languageID='de'><![CDATA[Erst <anhalten>.]]></Restriction>
        <Comment></Comment>
        <ReferenceURL>https://example.com/1</ReferenceURL>
        <x:Own xmlns:x="urn:own"><x:Status>kept</x:Status></x:Own>
      </VendorProduct> <!-- after station -->

      <VendorProduct><ID>Historian</ID><Version>5</Version><Status>Available</Status></VendorProduct>
      <VendorProduct>
        <ID><!-- x -->Gateway</ID>
        <!-- state -->
        <Status listID="own" listName='Own list'>Reviewed</Status>
        <Comment>one</Comment>
        <!-- between -->
        <Comment>two</Comment>
      </VendorProduct>
      <x:Note xmlns:x="urn:own">of the patch</x:Note>
    </Patch>
    <?pi data?>
    <Patch><ID>KB5000002</ID><Title>Second</Title><ReleasedDate>2026-02-11T08:00:00Z</ReleasedDate></Patch>
    <Patch>
      <ID>KB5000003</ID>
      <Title>Third</Title>
      <ReleasedDate>2026-02-11T08:00:00Z</ReleasedDate>
      <VendorProduct>
        <ID>Station</ID>
        <Version>1.0</Version>
        <Status>
          Not Approved
        </Status>
        <StatusDate/>
        <Comment>It stops.</Comment>
      </VendorProduct>
    </Patch>
    <x:Note xmlns:x="urn:own">of the vendor</x:Note>
  </PatchVendor>
  <PatchVendor>
    <ID>Adobe</ID>
    <Patch>
      <ID>APSB26-01</ID>
      <Title>Reader</Title>
      <ReleasedDate>2026-02-12T08:00:00Z</ReleasedDate>
      <VendorProduct>
        <ID>Gateway</ID>
        <Platform>Windows 11</Platform>
        <Status>Approved</Status>
        <StatusDate>2026-11-29T07:00:00Z</StatusDate>
      </VendorProduct>
    </Patch>
  </PatchVendor>
  <x:Note xmlns:x="urn:own">of the file</x:Note>
</PatchData>
`.replace('<StatusDate/>', '<StatusDate>2026-02-20T00:00:00Z</StatusDate>');

const onOneLine = (text: string): string => text.replace(/>\s+</g, '><').replace(/\n\s*/g, ' ');
const spaced = (text: string): string => text.replace(/>\s+</g, '> <').replace(/\n\s*/g, ' ');
const withTabs = (text: string): string => text.replace(/^(?: {2})+/gm, (indent) => '\t'.repeat(indent.length / 2));
const withCrLf = (text: string): string => text.replaceAll('\n', '\r\n');
const entryALine = (text: string): string =>
  text.replace(/<VendorProduct>[^]*?<\/VendorProduct>/g, (entry) =>
    entry.replace(/>\s+</g, '><').replace(/\n\s*/g, ' '),
  );
const withEntities = (text: string): string =>
  text
    .replace(
      '<!-- head -->',
      '<!DOCTYPE PatchData [\n<!ENTITY test "In Test"><!ENTITY os "Windows"><!ENTITY s "Station">\n]>',
    )
    .replace('In <!-- a comment -->Test', '&test;')
    .replaceAll('<Platform>Windows 1', '<Platform>&os; 1')
    .replace('<ID>Station', '<ID>&s;');
const flat = (text: string): string => text.replace(/^ +/gm, '');
const withBlankLines = (text: string): string => text.replace(/\n( *)<(VendorProduct|Patch)>/g, '\n\n$1<$2>');

const second = (change: (text: string) => string): HeldFile['text'] => change(SECOND.sampleText);
const ownDefault = (text: string): string => text.replaceAll('k:', '').replace('xmlns:k', 'xmlns');

const first = (title: string, text: string, entities: HeldFile['entities'] = {}): HeldFile => {
  return { title, vocabulary: FIRST, text, entities };
};

/** Small files: most series are about them. */
export const SMALL: readonly HeldFile[] = [
  first('plain', BASE),
  first('CR LF', withCrLf(BASE)),
  first('tabs', withTabs(BASE)),
  first('tabs and CR LF', withCrLf(withTabs(BASE))),
  first('one line', onOneLine(BASE)),
  first('one line with spaces', spaced(BASE)),
  first('an entry a line', entryALine(BASE)),
  first('entities', withEntities(BASE), { test: 'In Test', os: 'Windows', s: 'Station' }),
  first('no indentation', flat(BASE)),
  first('blank lines', withBlankLines(BASE)),
  first('byte order mark', `\uFEFF${BASE}`),
  { title: 'second', vocabulary: SECOND, text: SECOND.sampleText, entities: {} },
  { title: 'second, default namespace', vocabulary: SECOND, text: second(ownDefault), entities: {} },
  { title: 'second, tabs, CR LF', vocabulary: SECOND, text: second((text) => withCrLf(withTabs(text))), entities: {} },
  { title: 'second, one line', vocabulary: SECOND, text: second(onOneLine), entities: {} },
];

const SAMPLES = join(__dirname, '..', '..', '..', 'samples');

/** The valid samples: long files. */
export const LARGE: readonly HeldFile[] = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.xml') && !name.startsWith('every-mistake'))
  .map((name) => first(name, readFileSync(join(SAMPLES, name), 'utf8')));
