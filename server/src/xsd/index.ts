/** The xsd room's door: schema documents in, verdicts and expectations out. */
import type { Expected, ExpectedAttribute, Governing, LoadedSchema, SchemaResolver, SchemaSource } from './api';
import type { Schema } from './components';
import type { ElementNode } from '../xml/nodes';
import type { Placed } from '../xml/locate';
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';

export type * from './api';
export * from './components';

/** Reads schema documents and everything they include, import and redefine. Never throws; see `problems`. */
export declare function loadSchema(entries: readonly SchemaSource[], resolve: SchemaResolver): LoadedSchema;

/** A schema without target namespace as it applies to documents whose root is in `rootNamespace`; others as they are. Same arguments, same object. */
export declare function applied(schema: Schema, rootNamespace: string): Schema;

/** All `xsd/…` problems of a document, sorted by place. What did not change since an earlier version of the tree is remembered. */
export declare function validate(tree: XmlTree, schema: Schema): readonly Problem[];

/** What governs an element; `null` where nothing in the schema speaks of it. Works in broken documents. */
export declare function governing(element: Placed<ElementNode>, schema: Schema): Governing | null;

/** What may stand at `offset` among the children of `parent` (`null`: as the root), with what stands before and behind considered. */
export declare function expectedAt(parent: Placed<ElementNode> | null, offset: number, schema: Schema): Expected;

/** The attributes that the element's type has, in schema order. */
export declare function expectedAttributes(element: Placed<ElementNode>, schema: Schema): readonly ExpectedAttribute[];
