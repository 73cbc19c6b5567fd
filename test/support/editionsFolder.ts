/** A folder of editions in which rules that use other files report problems. */
import type { Draft } from '../../server/src/domain/publicationText';
import type { StateId } from '../../server/src/domain/roles';
import { publicationText } from './publications';
import { FIRST, type TestVocabulary } from './vocabularies';

/** The end of the names of its VPC files. */
export function endingIn(vocabulary: TestVocabulary): string {
  return vocabulary === FIRST ? 'vpc.xml' : 'kompat.xml';
}

/** Its files: two contradicting editions, a third one, other suppliers, and a file that is not a VPC file. */
export function editionsFolder(vocabulary: TestVocabulary): Record<string, string | Uint8Array> {
  const word = (id: StateId): string => vocabulary.profile.states.find((state) => state.id === id)!.value;
  const patch = (id: string, state: StateId, more: Draft<'patch'> = {}): Draft<'patch'> => ({
    'patch-id': id,
    title: `Update ${id}`,
    released: '2026-01-02T08:00:00Z',
    product: [
      { 'product-id': 'Batch', state: word(state), 'state-date': '2026-01-10T08:00:00Z', comment: 'As tested.' },
    ],
    ...more,
  });
  const edition = (patches: readonly Draft<'patch'>[], more: Draft<'publication'>): string =>
    publicationText(vocabulary, patches, { 'document-id': 'NW-1', ...more });
  const first = edition([patch('KB1', 'approved'), patch('KB2', 'approved'), patch('KB3', 'in-test')], {
    published: '2026-01-15T08:00:00Z',
    'document-version': '7',
  });
  // Version not raised; state back to the start; refused; approved meanwhile; known in the archive; unknown.
  const second = edition(
    [
      patch('KB1', 'available'),
      patch('KB2', 'in-test'),
      patch('KB3', 'approved'),
      patch('KB4', 'approved', { prerequisite: ['KB900', 'KB901', 'KB7'] }),
      patch('KB5', 'approved', { 'superseded-by': ['KB902'], supersedes: ['KB900', 'KB899'] }),
    ],
    { published: '2026-02-15T08:00:00Z', 'document-version': '7' },
  );
  const third = edition([patch('KB1', 'available')], { published: '2026-02-15T08:00:00Z', 'document-version': '7' });
  const other = edition([patch('KB900', 'approved'), patch('KB2', 'not-approved')], {
    published: '2026-02-01T08:00:00Z',
    supplier: 'Southwind',
  });
  const commented = edition([patch('KB9XX', 'approved')], { published: '2025-01-01T08:00:00Z', supplier: 'Eastwind' });
  const config = {
    preset: 'full',
    ...(vocabulary !== FIRST && { schema: 'own/schema.xsd', profile: 'own/profile.json' }),
  };
  const ending = endingIn(vocabulary);
  return {
    'vpc.config.json': JSON.stringify(config),
    'own/schema.xsd': vocabulary.schemaText,
    'own/profile.json': JSON.stringify(vocabulary.profile),
    [`2026/first.${ending}`]: first,
    [`2026/second.${ending}`]: second,
    [`copies/same-date.${ending}`]: third,
    'archive/deep/southwind.xml': other,
    [`archive/comment.${ending}`]: commented.replace('KB9XX', 'KB<!-- nine -->9<![CDATA[01]]>'),
    'archive/other.xml': '<other/>',
    [`node_modules/x/hidden.${ending}`]: edition([patch('KB902', 'approved')], { supplier: 'Hidden' }),
  };
}
