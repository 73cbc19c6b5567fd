/**
 * Which schema and which vocabulary govern a document. This file is the one place that knows the order of precedence:
 *
 * 1. `setting`: the schema that the user names, with `--schema`, in `vpc.config.json` or in the setting;
 * 2. `hint`: the files that the document's own `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` names, where they
 *    exist inside the workspace;
 * 3. `bundled`: the reference schema, where the document is recognised as one of the profile's;
 * 4. `none`: no schema, well-formedness only.
 *
 * The vocabulary (profile and element tables) is the user's, else the reference one; it applies to recognised documents.
 */
import type { Vocabulary } from '../vpc/vocabulary';
import type { XmlTree } from '../xml/tree';
import { applied, type LoadedSchema } from '../xsd';
import type { GovernedDocument } from './document';
import { isRecognised, rootName, type DocumentIdentity } from './recognition';
import { resolveUri } from './schemaFiles';
import { schemaHints } from './schemaHints';
import type { Policy, SchemaStore } from './schemaStore';

/** Why a schema governs a document. */
export type BindingKind = 'setting' | 'hint' | 'bundled' | 'none';

/** What is the same for all documents of a folder. */
export interface BindingSettings {
  /** The schema that the user names; `null` where none is named. */
  readonly schemaUri: string | null;
  readonly vocabulary: Vocabulary;
  /** Where the store finds the bundled reference schema. */
  readonly bundledUri: string;
  /** Uris of the folders whose files a document may name as its schema. Empty: hints are not followed. */
  readonly folders: readonly string[];
}

/** What governs a document. */
export interface Binding {
  readonly kind: BindingKind;
  /** `null` where `kind` is `none`. */
  readonly loaded: LoadedSchema | null;
  /** The schema that the user named cannot be read, so that something of lower precedence governs. */
  readonly settingMissing: boolean;
  /** `null` where the document is not recognised. */
  readonly vocabulary: Vocabulary | null;
}

/** Finds what governs a document. Reads files through the store only, and none that it knows already. */
export async function bindingOf(
  tree: XmlTree,
  identity: DocumentIdentity,
  settings: BindingSettings,
  store: SchemaStore,
): Promise<Binding> {
  const { schemaUri, bundledUri, folders } = settings;
  const vocabulary = isRecognised(tree, identity, settings.vocabulary) ? settings.vocabulary : null;

  const named = schemaUri === null ? null : await store.load([schemaUri], sameScheme(schemaUri));
  if (named !== null) return { kind: 'setting', loaded: named, settingMissing: false, vocabulary };
  const settingMissing = schemaUri !== null;

  const policy = inside(folders);
  const hints = schemaHints(tree).flatMap((location) => resolveUri(location, identity.uri) ?? []);
  const allowed = hints.filter((uri) => policy.allows(uri));
  const hinted = allowed.length === 0 ? null : await store.load(allowed, policy);
  if (hinted !== null) return { kind: 'hint', loaded: hinted, settingMissing, vocabulary };

  if (vocabulary === null) return { kind: 'none', loaded: null, settingMissing, vocabulary };
  const bundled = await store.load([bundledUri], sameScheme(bundledUri));
  return { kind: 'bundled', loaded: bundled, settingMissing, vocabulary };
}

/** One version of a document together with what governs it. */
export function governed(tree: XmlTree, binding: Binding, fileName: string | null): GovernedDocument {
  const schema = binding.loaded && applied(binding.loaded.schema, rootName(tree)?.namespace ?? '');
  return { tree, schema, vocabulary: binding.vocabulary, fileName };
}

/** A schema that the user names may include what lies anywhere on the same file system, but nothing of a network. */
function sameScheme(uri: string): Policy {
  const { protocol } = new URL(uri);
  const isNetwork = /^(https?|ftps?|wss?):$/.test(protocol);
  return { name: protocol, allows: (other) => !isNetwork && new URL(other).protocol === protocol };
}

/** What a document names itself is followed inside these folders only: a file from elsewhere must not choose what is read. */
function inside(folders: readonly string[]): Policy {
  const prefixes = folders.map((folder) => (folder.endsWith('/') ? folder : `${folder}/`));
  return { name: prefixes.join(' '), allows: (uri) => prefixes.some((prefix) => uri.startsWith(prefix)) };
}
