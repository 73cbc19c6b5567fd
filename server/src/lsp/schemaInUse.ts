import { Utils } from 'vscode-uri';
import type { XmlDocument } from './documents';
import { serviceLevelMessage } from './serviceLevel';
import type { SchemaInUse } from './protocol';
import type { WorkspaceBinding } from './workspace';
import type { Localize } from '../xml/problem';
import { parsedUri } from './uris';

/** How many problems of a schema or profile are reported. The status item shows the first one. */
const MAX_PROBLEMS = 5;
/** More do not fit in a tooltip. */
const MAX_DOCUMENTS = 30;

/** The content of the client's status item: the schema of a document, where it comes from, and its problems, localised. */
export function schemaInUse(
  { uri, serviceLevel }: XmlDocument,
  binding: WorkspaceBinding,
  localize: Localize,
): SchemaInUse {
  const { kind, loaded, settings } = binding;
  const schemaUri = loaded?.documents[0];
  const isBundled = schemaUri === settings.bundledUri;
  return {
    uri,
    kind,
    name: schemaUri === undefined ? '' : isBundled ? settings.vocabulary.profile.name : fileNameIn(schemaUri),
    ...(schemaUri !== undefined && !isBundled && { schemaUri }),
    provenance: provenance(binding, localize),
    documents: (loaded?.namespaces ?? [])
      .slice(0, MAX_DOCUMENTS)
      .map(({ namespace, uri: of }) => `${namespace || localize('no namespace')}: ${fileNameIn(of)}`),
    problems: problems(binding, localize).slice(0, MAX_PROBLEMS),
    ...(serviceLevel !== 'full' && { reduced: serviceLevelMessage(serviceLevel, fileNameIn(uri), localize) }),
  };
}

function provenance({ kind, vocabulary }: WorkspaceBinding, localize: Localize): string {
  switch (kind) {
    case 'bundled':
      return localize('{0}. It is not the text of IEC TR 62443-2-3.', vocabulary?.profile.name ?? '');
    case 'setting':
      return localize('Your own schema, from the settings.');
    case 'hint':
      return localize('The schema named in the document.');
    case 'catalog':
      return localize('The schema that a catalog from the settings gives for the namespace.');
    case 'none':
      return localize(
        'No schema: the document is not recognised as a VPC file, so only XML well-formedness is checked.',
      );
  }
}

function problems(
  { loaded, settings, settingMissing, problems: settingProblems }: WorkspaceBinding,
  localize: Localize,
): string[] {
  const sentences = settingProblems.map(({ uri, pointer, message, args }) =>
    [`${fileNameIn(uri)}${pointer}`, localize(message, ...args)].join(': '),
  );
  if (settingMissing) {
    sentences.unshift(localize('Cannot read the schema from the settings: {0}', settings.schemaUri ?? ''));
  }
  const inSchema = (loaded?.problems ?? []).filter(({ severity }) => severity === 'error');
  return [
    ...sentences,
    ...inSchema.map(({ uri, message, args }) => `${fileNameIn(uri)}: ${localize(message, ...args)}`),
  ];
}

function fileNameIn(uri: string): string {
  return Utils.basename(parsedUri(uri));
}
