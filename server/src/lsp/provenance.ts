import { Utils, URI } from 'vscode-uri';
import type { Localize } from '../service/localize';
import type { XmlDocument } from './documents';
import { reductionMessage } from './limits';
import type { SchemaInUse } from './protocol';
import type { WorkspaceBinding } from './workspace';

/** At most so many sentences on what is wrong with a schema or profile. */
const MOST_PROBLEMS = 5;

/** What the client's status item says about a document's schema. */
export function schemaInUse({ uri, care }: XmlDocument, binding: WorkspaceBinding, localize: Localize): SchemaInUse {
  const { kind, loaded, settings } = binding;
  const schemaUri = loaded?.documents[0];
  const isBundled = schemaUri === settings.bundledUri;
  return {
    uri,
    kind,
    name: schemaUri === undefined ? '' : isBundled ? settings.vocabulary.profile.name : fileNameIn(schemaUri),
    ...(schemaUri !== undefined && !isBundled && { schemaUri }),
    provenance: provenance(binding, localize),
    problems: problems(binding, localize).slice(0, MOST_PROBLEMS),
    ...(care !== 'full' && { reduced: reductionMessage(care, fileNameIn(uri), localize) }),
  };
}

function provenance({ kind, vocabulary }: WorkspaceBinding, localize: Localize): string {
  switch (kind) {
    case 'bundled':
      return localize('{0}. It is not the text of IEC TR 62443-2-3.', vocabulary?.profile.name ?? '');
    case 'setting':
      return localize('Your own schema, named in the settings.');
    case 'hint':
      return localize('The schema that the document itself names.');
    case 'none':
      return localize('No schema: the document is not recognised as a VPC file, so only its XML is checked.');
  }
}

function problems(
  { loaded, settings, settingMissing, problems: doubts }: WorkspaceBinding,
  localize: Localize,
): string[] {
  const sentences = doubts.map(({ uri, pointer, message, args }) =>
    [`${fileNameIn(uri)}${pointer}`, localize(message, ...args)].join(': '),
  );
  if (settingMissing) {
    sentences.unshift(localize('The schema named in the settings cannot be read: {0}', settings.schemaUri ?? ''));
  }
  const inSchema = (loaded?.problems ?? []).filter(({ severity }) => severity === 'error');
  return [
    ...sentences,
    ...inSchema.map(({ uri, message, args }) => `${fileNameIn(uri)}: ${localize(message, ...args)}`),
  ];
}

function fileNameIn(uri: string): string {
  return Utils.basename(URI.parse(uri));
}
