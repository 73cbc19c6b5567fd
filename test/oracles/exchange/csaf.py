"""An independent reader of CSAF advisories: python3 csaf.py FILE... prints the facts of each as a JSON list, null where refused.

It shares nothing with server/src/exchange/csaf but the rules: a vendor_fix remediation (by url, else by details) is a patch for
each vendor, the affected products are its targets.
"""
import json
import re
import sys
from datetime import datetime, timezone

LEVELS = ['critical', 'important', 'moderate', 'low', 'none']
WORDS = dict([(level, level) for level in LEVELS], high='important', medium='moderate')
AFFECTED = ('known_affected', 'first_affected', 'last_affected')
FIXED = ('fixed', 'first_fixed')
OTHER = {
    'mitigation': 'mitigation', 'workaround': 'workaround', 'none_available': 'no fix available',
    'no_fix_planned': 'no fix planned', 'fix_planned': 'fix planned', 'optional_patch': 'optional patch',
}
RESTART = dict.fromkeys(['system', 'machine', 'parent', 'connected', 'dependencies', 'zone', 'environment'], True)
RESTART.update(none=False, service=None, vulnerable_component=None)


def date(text):
    if not text:
        return None
    moment = datetime.fromisoformat(text.replace('Z', '+00:00').replace('z', '+00:00'))
    return moment.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def line(text):
    return re.sub(r'[ \t\r\n]+', ' ', text.strip())


class Tree:
    def __init__(self, tree):
        self.products, self.groups = {}, {}
        for full in tree.get('full_product_names', []):
            self.add(full, [])
        self.walk(tree.get('branches', []), [])
        for each in tree.get('relationships', []):
            ends = [each['product_reference'], each['relates_to_product_reference']]
            self.compose(each, ends)
        for each in tree.get('product_paths', []):
            self.compose(each, [each['beginning_product_reference']])
        for group in tree.get('product_groups', []):
            self.groups[group['group_id']] = group['product_ids']

    def walk(self, branches, above):
        for branch in branches:
            path = above + [(branch['category'], line(branch['name']))]
            if 'product' in branch:
                self.add(branch['product'], path)
            self.walk(branch.get('branches', []), path)

    def last(self, path, category):
        return next((name for kind, name in reversed(path) if kind == category), '')

    def add(self, full, path):
        name = line(full['name'])
        product = self.last(path, 'product_name')
        versions = [text for kind, text in path if kind in ('product_version', 'product_version_range')]
        self.products.setdefault(full['product_id'], {
            'name': name,
            'vendor': self.last(path, 'vendor'),
            'product': product or name,
            'version': versions[-1] if product and versions else '',
            'whole': all(
                kind in ('vendor', 'product_family', 'product_name', 'product_version', 'product_version_range') for kind, _ in path),
        })

    def compose(self, each, ends):
        vendor = next((self.products[e]['vendor'] for e in ends if e in self.products and self.products[e]['vendor']), '')
        full = each['full_product_name']
        name = line(full['name'])
        self.products.setdefault(
            full['product_id'], {'name': name, 'vendor': vendor, 'product': name, 'version': '', 'whole': True})

    def ids(self, part):
        ids = list(part.get('product_ids', []))
        for group in part.get('group_ids', []):
            ids += self.groups.get(group, [])
        return list(dict.fromkeys(ids))


def microsoft(name):
    return 'Microsoft' if name.lower() in ('microsoft', 'microsoft corporation') else name


def kb(url, details):
    for text in (url, details):
        if re.fullmatch(r'[0-9]{7}', text):
            return 'KB' + text
        numbers = set(re.findall(r'(?i)\bKB[ -]?([0-9]{6,7})\b', text))
        numbers |= set(re.findall(r'support\.microsoft\.com/(?:[\w-]+/)?(?:help|kb)/([0-9]{6,7})\b', text))
        if numbers:
            return 'KB' + numbers.pop() if len(numbers) == 1 else None
    return None


def worst(levels):
    known = [WORDS[level.lower()] for level in levels if level.lower() in WORDS]
    return min(known, key=LEVELS.index) if known else None


def status(vulnerability, product):
    states = vulnerability['product_status']
    for name, keys in (('affected', AFFECTED), ('fixed', FIXED), ('open', ('under_investigation', 'unknown')),
                       ('unaffected', ('known_not_affected',)), ('recommended', ('recommended',))):
        if any(product in states.get(key, []) for key in keys):
            return name
    return None


NO_TARGET = {
    'fixed': 'fixed product', 'open': 'product under investigation', 'unaffected': 'product that is not affected',
    'recommended': 'recommended product', None: 'product without a status',
}


def severities(vulnerability, products, tree):
    said = [
        threat['details'] for threat in vulnerability.get('threats', [])
        if threat['category'] == 'impact' and threat['details'].lower() in LEVELS[:4]
        and ('product_ids' not in threat and 'group_ids' not in threat or products & set(tree.ids(threat)))
    ]
    if said:
        return said
    scores = [(s.get('products'), s) for s in vulnerability.get('scores', [])]
    scores += [(m.get('products'), m['content']) for m in vulnerability.get('metrics', [])]
    return [
        cvss['baseSeverity'] for ids, score in scores if ids is None or products & set(ids)
        for key, cvss in score.items() if key.startswith('cvss_v') and 'baseSeverity' in cvss
    ]


def read(document):
    head, tracking = document['document'], document['document']['tracking']
    tree = Tree(document.get('product_tree', {}))
    publisher = head['publisher']
    vendors = {p['vendor'] for p in tree.products.values() if p['vendor']}
    left, patches = {}, {}

    def leave(what, count=1):
        if count:
            left[what] = left.get(what, 0) + count

    def vendor_of(product):
        if product['vendor']:
            return microsoft(product['vendor'])
        if publisher['category'] == 'vendor' or not vendors:
            return microsoft(publisher['name'])
        return microsoft(next(iter(vendors))) if len(vendors) == 1 else ''

    count = 0
    for number, vulnerability in enumerate(document.get('vulnerabilities', [])):
        remediations = vulnerability.get('remediations', [])
        if not any(r['category'] == 'vendor_fix' for r in remediations):
            leave('vulnerability without a vendor fix')
        for remediation in remediations:
            if remediation['category'] != 'vendor_fix':
                leave(OTHER.get(remediation['category'], 'remediation of an unknown category'))
                continue
            url, details = remediation.get('url', ''), remediation.get('details', '')
            shares = {}
            for each in tree.ids(remediation):
                if each not in tree.products:
                    continue
                state = status(vulnerability, each) if 'product_status' in vulnerability else 'affected'
                if state == 'affected':
                    shares.setdefault(vendor_of(tree.products[each]), set()).add(each)
                else:
                    leave(NO_TARGET[state])
            if not shares:
                named = [tree.products[e] for e in tree.ids(remediation) if e in tree.products]
                own = microsoft(publisher['name']) if publisher['category'] == 'vendor' else ''
                shares[vendor_of(named[0]) if named else own] = set()
            for vendor, products in shares.items():
                if not vendor:
                    leave('vendor fix without a vendor')
                    continue
                known = kb(url, details) if vendor == 'Microsoft' else None
                key = (known,) if known else (url or line(details), vendor)
                if key not in patches:
                    count += not known
                    patches[key] = (known or f"{tracking['id']}-{count}", vendor, [])
                patches[key][2].append((number, vulnerability, remediation, products))
    return {'patches': [patch(*p, tree, head, vendor_of, leave) for p in patches.values()], 'leftOut': left}


def patch(identifier, vendor, found, tree, head, vendor_of, leave):
    tracking = head['tracking']
    released = min(
        date(r.get('date')) or date(v.get('release_date')) or date(v.get('disclosure_date'))
        or date(tracking['initial_release_date']) for _, v, r, _ in found)
    revised = date(tracking['current_release_date'])
    levels = [level for _, v, _, products in found for level in severities(v, products, tree)]
    aggregate = head.get('aggregate_severity', {}).get('text', '')
    cves = {v['cve'] for _, v, _, _ in found if 'cve' in v}
    targets = set().union(*(products for _, _, _, products in found))
    restarts = {RESTART[r['restart_required']['category']] for _, _, r, _ in found if 'restart_required' in r}
    statements, variants = {}, set()
    for each in sorted(targets):
        product = tree.products[each]
        if product['whole']:
            statements[product['product'], product['version']] = 'released'
        else:
            variants.add(each)
    for each, product in tree.products.items():
        if vendor_of(product) != vendor:
            continue
        if all('product_status' in v and status(v, each) == 'unaffected' for _, v, _, _ in found):
            if product['whole']:
                statements.setdefault((product['product'], product['version']), 'not-applicable')
            else:
                variants.add(each)
    leave('state of a variant of a product', len(variants))
    return {
        'id': identifier,
        'vendor': vendor,
        'vulnerabilities': sorted(cves),
        'bulletins': sorted({i['text'].strip() for _, v, _, _ in found for i in v.get('ids', [])} | {tracking['id']} - cves),
        'targets': sorted({tree.products[t]['name'] for t in targets}),
        'severity': worst(levels) or worst([aggregate]),
        'released': released,
        'revised': revised if len(tracking['revision_history']) > 1 and revised > released else None,
        'restart': restarts.pop() if len(restarts) == 1 else None,
        'downloadUrls': sorted({r['url'] for _, _, r, _ in found if r.get('url', '').startswith('http')}),
        'statements': sorted([p, v, s] for (p, v), s in statements.items()),
    }


def main(paths):
    results = []
    for path in paths:
        with open(path, encoding='utf-8-sig') as file:
            document = json.load(file)
        is_csaf = document.get('document', {}).get('csaf_version') in ('2.0', '2.1')
        results.append(read(document) if is_csaf else None)
    json.dump(results, sys.stdout)


main(sys.argv[1:])
