// What accompanies the bundles: notices of the packages in them, and a bill of materials (CycloneDX 1.6).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseSpdx from 'spdx-expression-parse';
import { bundledPackages } from './bundled.mjs';
import { root } from './shell.mjs';
import { sourceDate } from './sourceDate.mjs';

/** What is shipped, and the bundles in it; `test/e2e/packages.test.ts` compares it with the packages. */
export const SHIPMENTS = {
  vsix: ['dist/extension.js', 'dist/server.js', 'dist/webview/main.js'],
  npm: ['dist/cli.js', 'dist/launcher.js', 'dist/index.js', 'dist/index.mjs', 'dist/server.js'],
};

/**
 * Writes THIRD-PARTY-NOTICES.txt and sbom.cdx.xml of each shipment into dist/NAME/.
 * @param {import('esbuild').Metafile[]} metafiles of all bundles
 * @throws {Error} where a package in a bundle has a licence that is not allowed
 */
export function writePapers(metafiles) {
  for (const [shipment, outputs] of Object.entries(SHIPMENTS)) {
    const bundled = bundledPackages(metafiles, outputs);
    const folder = join(root, 'dist', shipment);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(bundled.packages));
    writeFileSync(join(folder, 'sbom.cdx.xml'), billOfMaterials(bundled, shipment));
  }
}

/** @param {import('./bundled.mjs').Package[]} packages */
export function notices(packages) {
  const line = '-'.repeat(80);
  const parts = packages.map(({ name, version, licence, texts }) => {
    return [line, `${name} ${version} (${licence})`, line, '', texts.join('\n\n'), ''].join('\n');
  });
  return ['VPC Tools contains parts of these packages, under their own licences.', '', ...parts].join('\n');
}

/**
 * @param {ReturnType<typeof bundledPackages>} bundled
 * @param {string} shipment a key of SHIPMENTS
 * @returns {string} CycloneDX 1.6, XML; the same for the same packages and time
 */
export function billOfMaterials({ packages, uses }, shipment) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const product = component({ name, version, licence: license }, Enums.ComponentType.Application);
  if (shipment !== 'npm') product.purl = undefined;
  const components = new Map(packages.map((each) => [each.path, component(each, Enums.ComponentType.Library)]));
  for (const [from, tos] of uses) {
    const user = from === null ? product : components.get(from);
    for (const to of tos) user.dependencies.add(components.get(to).bomRef);
  }
  const content = JSON.stringify([shipment, version, packages.map(({ path, integrity }) => [path, integrity])]);
  const bom = new Models.Bom({
    serialNumber: `urn:uuid:${uuidOf(content)}`,
    metadata: new Models.Metadata({
      timestamp: new Date(sourceDate() * 1000),
      component: product,
      lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.Build]),
    }),
    components: new Models.ComponentRepository(components.values()),
  });
  const serializer = new Serialize.XmlSerializer(new Serialize.XML.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** @param {Pick<import('./bundled.mjs').Package, 'name' | 'version' | 'licence'> & { integrity?: string | null }} of */
function component({ name, version, licence, integrity }, type) {
  const [, group, ownName] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name);
  const declared = new Contrib.License.Factories.LicenseFactory(parseSpdx).makeFromString(licence);
  declared.acknowledgement = Enums.LicenseAcknowledgement.Declared;
  const made = new Models.Component(type, ownName, {
    bomRef: `${name}@${version}`,
    group,
    version,
    licenses: new Models.LicenseRepository([declared]),
    purl: new PackageURL('npm', group, ownName, version).toString(),
  });
  const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  if (base64 !== undefined) {
    const archive = `https://registry.npmjs.org/${name}/-/${ownName}-${version}.tgz`;
    const hash = [Enums.HashAlgorithm['SHA-512'], Buffer.from(base64, 'base64').toString('hex')];
    const distribution = new Models.ExternalReference(archive, Enums.ExternalReferenceType.Distribution, {
      hashes: new Models.HashDictionary([hash]),
    });
    made.externalReferences.add(distribution);
  }
  return made;
}

/** A UUID of a text, version 8 of RFC 9562: random ones would make each build another. */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
