/** Random CSAF advisories: few names, so that fixes, products and vendors meet. */

type Random = (limit: number) => number;

const VENDORS = ['Northwind', 'Microsoft', 'Contoso Controls'];
const URLS = ['https://example.com/a', 'https://example.com/b', 'https://catalog.example.com/?q=KB5034441'];
const DETAILS = ['Update to 2.0', 'Update  to\n2.0', '5034441', 'KB5034442:Security Update', 'KB5034441 or KB5034442'];
const CATEGORIES = [
  'vendor_fix',
  'vendor_fix',
  'vendor_fix',
  'mitigation',
  'none_available',
  'optional_patch',
  'other',
];
const STATUSES = ['known_affected', 'known_affected', 'first_affected', 'fixed', 'known_not_affected'];
const RARE_STATUSES = ['under_investigation', 'recommended', 'last_affected', 'first_fixed', 'known_not_affected'];
const RESTARTS = ['none', 'system', 'service', 'zone'];
const LEVELS = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NONE'];
const WORDS = ['Critical', 'Moderate', 'low', 'This code cannot be reached'];
const BRANCHES = ['product_version', 'product_version', 'product_version_range', 'architecture'];

/** One advisory. */
export function randomAdvisory(random: Random): object {
  const pick = <T>(items: readonly T[]): T => items[random(items.length)]!;
  const some = <T>(items: readonly T[]): T[] => items.filter(() => random(2) === 0);
  const maybe = (part: object, one = 2): object => (random(one) === 0 ? part : {});
  const date = () => pick(['2026-03-10T07:00:00.000Z', '2026-03-11T01:30:00+02:00', '2025-12-31T23:59:59-01:00']);
  const ids: string[] = [];
  const product = (name: string) => {
    ids.push(`P${ids.length}`);
    return { name, product_id: ids.at(-1)! };
  };
  const branch = (vendor: string | null, name: string) => ({
    category: 'product_name',
    name,
    ...maybe({ product: product(`${vendor} ${name}`) }, 4),
    branches: Array.from({ length: 1 + random(2) }, () => {
      const [category, version] = [pick(BRANCHES), pick(['1.0', '2.0'])];
      return { category, name: version, product: product(`${vendor} ${name} ${version}`) };
    }),
  });
  const vendors = some(VENDORS).map((name) => ({
    category: 'vendor',
    name,
    branches: [branch(name, 'Batch'), ...(random(2) === 0 ? [branch(name, 'Panel')] : [])],
  }));
  const branches = random(3) === 0 ? [...vendors, branch(null, 'Gate')] : vendors;
  const standalone = random(3) === 0 ? { full_product_names: [product('Gauge 1.0')] } : {};
  const ends = [...ids];
  const composed = ends.length === 0 || random(2) === 0 ? {} : composedOf(pick(ends), pick(ends));
  function composedOf(first: string, second: string): object {
    const full_product_name = product('Part installed on whole');
    const category = 'installed_on';
    return random(2) === 0
      ? {
          relationships: [
            { category, full_product_name, product_reference: first, relates_to_product_reference: second },
          ],
        }
      : {
          product_paths: [
            {
              beginning_product_reference: first,
              full_product_name,
              subpaths: [{ category, next_product_reference: second }],
            },
          ],
        };
  }
  const groups = [{ group_id: 'G', product_ids: some(ids) }];
  const vulnerability = (number: number) => ({
    ...maybe({ cve: `CVE-2026-000${number}` }, 1),
    ...maybe({ ids: [{ system_name: 'Own', text: pick(['ADV-1', 'ADV-2']) }] }),
    ...maybe({ release_date: date() }, 3),
    ...maybe({ product_status: statuses() }, 1 + random(5)),
    ...maybe({
      threats: [
        { category: pick(['impact', 'exploit_status']), details: pick(WORDS), ...maybe({ product_ids: some(ids) }) },
      ],
    }),
    ...maybe({ scores: some(LEVELS).map((baseSeverity) => ({ products: some(ids), cvss_v3: { baseSeverity } })) }),
    ...maybe(
      { metrics: [{ ...maybe({ products: some(ids) }), content: { cvss_v4: { baseSeverity: pick(LEVELS) } } }] },
      3,
    ),
    remediations: Array.from({ length: random(4) }, () => ({
      category: pick(CATEGORIES),
      details: pick(DETAILS),
      ...maybe({ url: pick(URLS) }),
      ...maybe({ date: date() }, 3),
      ...maybe({ restart_required: { category: pick(RESTARTS) } }),
      ...maybe({ group_ids: [pick(['G', 'G', 'unknown'])] }, 3),
      product_ids: [...some(ids), ...(random(8) === 0 ? ['unknown'] : [])],
    })),
  });
  function statuses(): object {
    const lists: Record<string, string[]> = {};
    for (const id of ids) {
      const status = random(5) === 0 ? pick(RARE_STATUSES) : pick(STATUSES);
      if (random(6) > 0) (lists[status] ??= []).push(id);
      if (random(12) === 0) (lists[pick(RARE_STATUSES)] ??= []).push(id);
    }
    return lists;
  }
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: pick(['2.0', '2.1']),
      title: 'Advisory',
      ...maybe({ aggregate_severity: { text: pick(['Moderate', 'High', 'See text']) } }),
      publisher: { category: pick(['vendor', 'coordinator']), name: pick(['Northwind', 'Microsoft Corporation']) },
      tracking: {
        id: 'ADV-2026-1',
        initial_release_date: date(),
        current_release_date: date(),
        revision_history: Array.from({ length: 1 + random(2) }, (_, index) => ({ number: String(index + 1) })),
      },
    },
    product_tree: { branches, ...standalone, ...composed, product_groups: groups },
    vulnerabilities: Array.from({ length: random(4) }, (_, index) => vulnerability(index + 1)),
  };
}
