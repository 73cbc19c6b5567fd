/**
 * Finds the schema and the vocabulary that govern a document. The order of precedence is defined here and nowhere else:
 *
 * 1. `setting`: the schema that the user names, with `--schema`, in `vpc.config.json` or in the setting; for a document that
 *    is named like a VPC file and has another root element (`recognition.ts`) only where it declares that element, or was named
 *    for this run;
 * 2. `hint`: the files that the document's own `xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` names, where they
 *    exist inside the workspace, or that a catalog of the user gives for them;
 * 3. `catalog`: the schema that a catalog of the user gives for the namespace of the root element;
 * 4. `bundled`: the reference schema, where the document is recognised as one of the vocabulary's;
 * 5. `none`: no schema, well-formedness only.
 *
 * The vocabulary (profile and element tables) is the user's, else the reference one; it applies to recognised documents.
 */
import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../xml/tree';
import type { Problem } from '../xml/problem';
import {
  applied,
  INSTANCE_CODES,
  type InstanceCode,
  type LoadedSchema,
  nameKey,
  publicCode,
  XSI_NAMESPACE,
} from '../xsd';
import { NO_CATALOGS, type Catalogs } from './catalog/catalogs';
import type { GovernedDocument } from './document';
import { isBelow, noAddress, type Refusal } from './fileAccess';
import { misnamed as misnamedIn, recognise, rootName, type Misnamed, type DocumentIdentity } from './recognition';
import { canBeLocation, resolveUri } from './location';
import type { Policy, SchemaStore } from './schemaStore';
import { entitiesOf } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import { attributesOf } from '../xml/tags';
import { attributeValue } from '../xml/values';

/** Why a schema governs a document. */
export type BindingKind = 'setting' | 'hint' | 'catalog' | 'bundled' | 'none';

/** The settings that all documents of a folder share. */
export interface BindingSettings {
  /** The schema that the user names; `null` where none is named. */
  readonly schemaUri: string | null;
  /** Whether that schema governs every document, because it was named for this run. Left out: no. */
  readonly schemaIsForced?: boolean;
  readonly vocabulary: Vocabulary;
  /** The URI of the bundled reference schema. */
  readonly bundledUri: string;
  /**
   * The URIs of the folders in which a document can name its schema, and, besides its own folder, the user's schema others.
   * Empty: hints are not followed.
   */
  readonly folders: readonly string[];
  /** Local copies of schemas. Left out: none. */
  readonly catalogs?: Catalogs;
}

/** The schema and the vocabulary of a document. */
export interface Binding {
  readonly kind: BindingKind;
  /** `null` where `kind` is `none`. */
  readonly loaded: LoadedSchema | null;
  /** Whether the schema that the user names cannot be read, so that one of lower precedence is used. */
  readonly settingMissing: boolean;
  /** `null` where the document is not recognised. */
  readonly vocabulary: Vocabulary | null;
  /** The problems of schema locations that are not followed; left out where a hint is not needed. */
  readonly refusedHints?: readonly Problem[];
  /** The message for a document that is named like a VPC file and is none; `null` for others. */
  readonly misnamed: Misnamed | null;
}

/** Finds the schema and the vocabulary of a document. Reads files only through the store, which reads each once. */
export async function bindingOf(
  tree: XmlTree,
  identity: DocumentIdentity,
  settings: BindingSettings,
  store: SchemaStore,
): Promise<Binding> {
  const { schemaUri, schemaIsForced = false, bundledUri, folders, catalogs = NO_CATALOGS } = settings;
  const recognition = recognise(tree, identity, settings.vocabulary);
  const isMisnamed = recognition === 'misnamed';
  const misnamed = isMisnamed ? misnamedIn(tree, settings.vocabulary) : null;
  const vocabulary = recognition === 'vpc' ? settings.vocabulary : null;

  const named = schemaUri === null ? null : await store.load([schemaUri], around(schemaUri, folders), catalogs);
  if (named !== null && (!isMisnamed || schemaIsForced || declaresRoot(named, tree))) {
    // The root element of the user's schema is the right one for a file of that name.
    const own = isMisnamed ? settings.vocabulary : vocabulary;
    return { kind: 'setting', loaded: named, settingMissing: false, vocabulary: own, misnamed: null };
  }
  const settingMissing = schemaUri !== null && named === null;

  const policy = inside(folders);
  const all = schemaHints(tree);
  const written = all.slice(0, MAX_HINTS);
  const given = (hint: SchemaHint): string | null => catalogs.lookUp(hint.location, identity.uri, hint.namespace);
  const unmapped = written.filter((hint) => given(hint) === null);
  const addresses = new Map(written.map((hint) => [hint, resolveUri(hint.location, identity.uri)]));
  const refusedHints = await refused(unmapped, addresses, identity.uri, folders, store);
  const [beyond] = all.slice(MAX_HINTS);
  if (beyond !== undefined) refusedHints.push(hintProblem(beyond, 'schema-location:limit', [String(MAX_HINTS)]));
  const hints = written.flatMap((hint) => given(hint) ?? addresses.get(hint) ?? []);
  const allowed = hints.filter((uri) => policy.allows(uri) || isBelow(uri, catalogs.folders));
  const hinted = allowed.length === 0 ? null : await store.load(allowed, policy, catalogs);
  if (hinted !== null) return { kind: 'hint', loaded: hinted, settingMissing, vocabulary, misnamed, refusedHints };

  const root = rootName(tree);
  const catalogued = root === null ? null : catalogs.lookUp('', identity.uri, root.namespace);
  if (root !== null && catalogued !== null) {
    const loaded = await store.load([catalogued], policy, catalogs);
    if (loaded !== null) return { kind: 'catalog', loaded, settingMissing, vocabulary, misnamed, refusedHints };
    refusedHints.push(...rootProblem(tree, root.namespace, catalogued));
  }

  if (vocabulary === null) return { kind: 'none', loaded: null, settingMissing, vocabulary, misnamed, refusedHints };
  const bundled = await store.load([bundledUri], around(bundledUri, []));
  return { kind: 'bundled', loaded: bundled, settingMissing, vocabulary, misnamed, refusedHints };
}

/**
 * The problems of schema locations that must not be followed: what governs the document is another schema than its author thinks.
 * Addresses of other schemes are names, as a rule, and without folders nothing is followed at all.
 */
async function refused(
  hints: readonly SchemaHint[],
  addresses: ReadonlyMap<SchemaHint, string | null>,
  base: string,
  folders: readonly string[],
  store: SchemaStore,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  if (folders.length === 0) return problems;
  const policy = inside(folders);
  for (const hint of hints) {
    const { location } = hint;
    const uri = addresses.get(hint) ?? null;
    const isFile = uri !== null && (uri.startsWith('file:') || new URL(uri).protocol === new URL(base).protocol);
    const refusal = isFile
      ? await store.refusalOf(uri, policy)
      : uri === null && (base.startsWith('file:') || !canBeLocation(location))
        ? noAddress(location)
        : null;
    if (refusal !== null) problems.push(hintProblem(hint, HINT_CODES[refusal.kind], refusal.args.slice(1)));
  }
  return problems;
}

const HINT_CODES: Readonly<Record<Refusal['kind'], InstanceCode>> = {
  malformed: 'schema-location',
  elsewhere: 'schema-location:elsewhere',
  outside: 'schema-location:outside',
  'no-file': 'schema-location:no-file',
};

/** At the root element: a catalog gives a document for its namespace that cannot be read. */
function rootProblem(tree: XmlTree, namespace: string, given: string): Problem[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const start = root.offset + '<'.length;
  const place = { start, end: start + root.node.name.length };
  return [hintProblem({ location: namespace, namespace, ...place }, 'schema-location:catalog', [given])];
}

/** @param args those after the location */
function hintProblem({ location, start, end }: SchemaHint, code: InstanceCode, args: readonly string[]): Problem {
  const { severity, message } = INSTANCE_CODES[code];
  return { code: publicCode(code), severity, start, end, message, args: [location, ...args] };
}

function declaresRoot({ schema }: LoadedSchema, tree: XmlTree): boolean {
  const root = rootName(tree);
  return root !== null && schema.elements.has(nameKey(root.namespace, root.local));
}

/** A version of a document with its schema and its vocabulary. */
export function governed(
  tree: XmlTree,
  {
    loaded,
    vocabulary,
    refusedHints,
  }: { readonly loaded: Pick<LoadedSchema, 'schema'> | null } & Pick<Binding, 'vocabulary' | 'refusedHints'>,
  fileName: string | null,
): GovernedDocument {
  const schema = loaded && applied(loaded.schema, rootName(tree)?.namespace ?? '');
  return { tree, schema, vocabulary, fileName, ...(refusedHints?.length && { bindingProblems: refusedHints }) };
}

/** A schema that the user names can include files in its own folder and in these: a schema from others must not choose what is read. */
function around(schemaUri: string, folders: readonly string[]): Policy {
  const all = [schemaUri.slice(0, schemaUri.lastIndexOf('/')), ...folders];
  return {
    name: `around ${all.join(' ')}`,
    allows: (uri) => uri === schemaUri || isBelow(uri, all),
    within: (uri) => (uri === schemaUri ? null : all),
  };
}

/** A schema that a document names is read inside these folders only: a file from outside must not choose what is read. */
function inside(folders: readonly string[]): Policy {
  return { name: folders.join(' '), allows: (uri) => isBelow(uri, folders), within: () => folders };
}

/** Schema locations of a document that are followed: a schema has a few documents, and a hostile document could name thousands. */
const MAX_HINTS = 100;

/** A schema location in a document. */
export interface SchemaHint {
  /** As written. */
  readonly location: string;
  /** The namespace that it is for; `''` for none. */
  readonly namespace: string;
  /** The value of the attribute that it is in. */
  readonly start: number;
  readonly end: number;
}

/**
 * The schema locations in a document's root element, in order: `xsi:schemaLocation` and
 * `xsi:noNamespaceSchemaLocation` (XSD 1.0 Structures, 4.3.2).
 */
export function schemaHints(tree: XmlTree): readonly SchemaHint[] {
  const root = rootElement(tree);
  if (root === null) return [];
  const entities = entitiesOf(tree);
  const scope = Scope.ROOT.enter(root.node, entities);
  const hints: SchemaHint[] = [];
  for (const attribute of attributesOf(root.node)) {
    const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
    if (namespace !== XSI_NAMESPACE) continue;
    const words = attributeValue(attribute, entities)
      .split(/\s+/)
      .filter((word) => word !== '');
    const locations =
      local === 'schemaLocation'
        ? words.flatMap((location, index) => (index % 2 === 1 ? [{ location, namespace: words[index - 1]! }] : []))
        : local === 'noNamespaceSchemaLocation'
          ? words.slice(0, 1).map((location) => ({ location, namespace: '' }))
          : [];
    const [start, end] = [root.offset + attribute.valueStart, root.offset + attribute.valueEnd];
    for (const location of locations) hints.push({ ...location, start, end });
  }
  return hints;
}
