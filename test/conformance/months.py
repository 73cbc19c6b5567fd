"""Checks the files of a supplier's cycle against release documents and tables, without code of the product (see months.mjs)."""
import csv
import json
import os
import re
import sys
import xml.etree.ElementTree as ET

PROD = '{http://www.icasi.org/CVRF/schema/prod/1.1}'
VULN = '{http://www.icasi.org/CVRF/schema/vuln/1.1}'


def text(element, name, default=''):
    found = element.find(name)
    return default if found is None or found.text is None else found.text.strip()


# Names of products: the words of the standard are compared as strings with patterns for versions and processors.
VERSION = (r'(?:,? ?(?:[Vv]ersion )?\d[\w.]*|,? ?Service Pack \d| \((?:GDR|QFE|CU(?: \d+)?)\)| for (?:x64|32-[Bb]it|ARM64|Itanium)'
           r'(?:-[Bb]ased)? [Ss]ystems| \((?:32|64)-bit editions?\)| Cumulative Update \d+| RTM)*')


def plain(name):
    return re.sub(r'\s+', ' ', name).strip().removeprefix('Microsoft ')


def is_of(target, listed):
    return re.fullmatch(re.escape(plain(listed)) + VERSION, plain(target)) is not None


SYSTEM = re.compile(r'Windows (?:Server|RT|Vista|XP|\d)')


def versions(subject):
    """`.NET Framework 3.5 AND 4.8` names two products."""
    match = re.fullmatch(r'(.*?)(\d[\w.]*(?:(?:/| AND | and )\d[\w.]*)+)(.*)', subject)
    if match is None:
        return [subject]
    return [match[1] + each + match[3] for each in re.split(r'/| AND | and ', match[2])]


def is_platform(target, platform):
    # The list writes `Windows 10 22H2`, the documents `Windows 10 Version 22H2`.
    spelled = re.sub(r'^(Windows \d+) (\d\dH\d)$', r'\1 Version \2', platform)
    return is_of(target, platform) or is_of(target, spelled)


def concerns(target, product):
    platform, components = product['platform'], product['components']
    subject, _, host = re.sub(r' installed on ', ' on ', target).partition(' on ')
    named = [each for each in components or [] for s in versions(subject) if is_of(s, each)]
    if not host:
        if SYSTEM.match(subject):
            return is_platform(subject, platform)
        return components is None or bool(named)
    if SYSTEM.match(host) or host in ('Windows', 'Linux', 'Mac OS'):
        on_it = is_platform(host, platform) or (host == 'Windows' and platform.startswith('Windows'))
        return on_it and (components is None or bool(named))
    return components is None or bool(named) or any(is_of(host, each) for each in components)


def products_in(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file, delimiter=';'))[1:]
    found = []
    for name, version, platform, components in rows:
        contents = None if components == '' else [] if components == '-' else [c.strip() for c in components.split(';')]
        found.append({'key': (name, version, platform), 'platform': platform, 'components': contents})
    return found


def released(path):
    """The patches of a release document: KB -> targets, CVEs, superseded KBs."""
    root = ET.parse(path).getroot()
    names = {p.get('ProductID'): p.text for p in root.iter(PROD + 'FullProductName')}
    patches = {}
    for vulnerability in root.findall(VULN + 'Vulnerability'):
        for fix in vulnerability.iter(VULN + 'Remediation'):
            number = re.fullmatch(r'(?:KB)?(\d{7})', text(fix, VULN + 'Description'))
            if fix.get('Type') != 'Vendor Fix' or number is None:
                continue
            patch = patches.setdefault('KB' + number[1], {'targets': set(), 'ids': set(), 'supersedes': set()})
            patch['ids'].add(text(vulnerability, VULN + 'CVE'))
            patch['targets'] |= {names[p.text] for p in fix.findall(VULN + 'ProductID')}
            words = re.split(r'[\s,;]+', text(fix, VULN + 'Supercedence'))
            patch['supersedes'] |= {'KB' + w.removeprefix('KB') for w in words if re.fullmatch(r'(?:KB)?\d{6,7}', w)}
    for kb, patch in patches.items():
        patch['supersedes'].discard(kb)
    return patches


def edition(path):
    root = ET.parse(path).getroot()
    patches = {}
    for patch in root.iter('Patch'):
        rows = {}
        for row in patch.findall('VendorProduct'):
            key = (text(row, 'ID'), text(row, 'Version'), text(row, 'Platform'))
            assert key not in rows, key
            rows[key] = (text(row, 'Status'), text(row, 'StatusDate')[:10], text(row, 'Comment'))
        patches[text(patch, 'ID')] = {
            'rows': rows,
            **{name: {e.text for e in patch.findall(name)} for name in
               ('VulnerabilityID', 'BulletinID', 'SupersedesID', 'SupersededByID', 'TargetProduct')},
        }
    return {'id': text(root, 'ID'), 'version': text(root, 'Version'), 'published': text(root, 'PublishedDate')[:10],
            'patches': patches}


def same(actual, expected, what):
    if actual != expected:
        if isinstance(actual, (set, dict)):
            keys = set(actual) ^ set(expected) or {k for k in actual if actual[k] != expected[k]}
            sample = sorted(keys, key=str)[:3]
            detail = [(k, actual.get(k) if isinstance(actual, dict) else k in actual) for k in sample]
            raise AssertionError(f'{what}: {len(keys)} differ: {detail}')
        raise AssertionError(f'{what}: {actual}, not {expected}')


def check_made(month, before, document, products):
    made = edition(month['draft'])
    old = before['patches'] if before else {}
    same(set(made['patches']), set(old) | set(document), 'patches')
    same(made['published'], month['published'], 'published')
    if before:
        same(made['id'], before['id'], 'document id')
        same(made['version'], str(int(before['version']) + 1), 'version')
    for kb, patch in made['patches'].items():
        if kb in old:
            # A later document can name further targets of an old patch: its products get rows, and no state changes.
            carried = {key: patch['rows'].get(key) for key in old[kb]['rows']}
            same(carried, old[kb]['rows'], f'{kb}: carried statements')
        else:
            targets = document[kb]['targets']
            listed = {p['key'] for p in products if any(concerns(t, p) for t in targets)}
            same(set(patch['rows']), listed, f'{kb}: products')
            same({row for row in patch['rows'].values()} - {('Available', '', '')}, set(), f'{kb}: states')
        if kb in document:
            ids = document[kb]['ids']
            same(ids - patch['VulnerabilityID'] - patch['BulletinID'], set(), f'{kb}: vulnerabilities')
            same(document[kb]['supersedes'] - patch['SupersedesID'], set(), f'{kb}: supersedes')
    for kb, patch in document.items():
        for other in patch['supersedes'] & set(old):
            same(kb in made['patches'][other]['SupersededByID'], True, f'{other}: superseded by {kb}')
    added = len(set(document) - set(old))
    return made, f"{added} added, {len(old)} carried, {sum(len(p['rows']) for p in made['patches'].values())} statements"


def check_applied(month, made):
    """The file after the results differs from the one before in the lines of the table, and in nothing else."""
    final = edition(month['file'])
    expected = {kb: dict(patch['rows']) for kb, patch in made['patches'].items()}
    with open(month['table'], encoding='utf-8', newline='') as file:
        lines = list(csv.reader(file, delimiter=';'))[1:]
    for number, product, version, platform, state, day, comment in lines:
        iso = '-'.join(reversed(day.split('.')))
        kept = expected['KB' + number][product, version, platform][2]
        expected['KB' + number][product, version, platform] = (state.title(), iso, comment or kept)
    for kb, patch in final['patches'].items():
        same(patch['rows'], expected[kb], f'{kb}: after the results')
    return final, len(lines)


def check_compared(month, before, final):
    with open(month['file'].replace('Northwind-Process-Systems_VPC_', '').replace('.xml', '.compare.json')) as file:
        compared = json.load(file)['patches']
    old = before['patches']
    same({p['id'] for p in compared['added']}, set(final['patches']) - set(old), 'compare: added')
    same(compared['removed'], [], 'compare: removed')
    told = {(p['id'], s['product']['product'], s['product']['version'], s['product']['platform'])
            for p in compared['changed'] for s in p['states']}
    changed = {(kb, *key) for kb, patch in old.items() for key, row in final['patches'][kb]['rows'].items()
               if patch['rows'].get(key, ('',))[0] != row[0]}
    same(told, changed, 'compare: changed states')
    return len(changed)


def check_dropped(path, last):
    """A dropped patch has, for each of its products, a listed replacement that is not refused; a kept one has not."""
    made = edition(path)
    everything = {**last['patches'], **made['patches']}
    replaced_by = {kb: set() for kb in everything}
    for kb, patch in everything.items():
        for other in patch['SupersedesID'] & set(everything):
            replaced_by[other].add(kb)
        replaced_by[kb] |= patch['SupersededByID'] & set(everything)
    def all_replacements(kb):
        seen, todo = set(), [kb]
        while todo:
            for each in replaced_by[todo.pop()] - seen:
                seen.add(each)
                todo.append(each)
        return seen - {kb}
    def is_covered(kb):
        replacements = all_replacements(kb) & set(made['patches']) - {kb}
        return bool(replacements) and all(
            any(key in made['patches'][r]['rows'] and made['patches'][r]['rows'][key][0] != 'Not Approved' for r in replacements)
            for key in last['patches'][kb]['rows'])
    dropped = set(last['patches']) - set(made['patches'])
    same({kb for kb in dropped if not is_covered(kb)}, set(), 'dropped without a replacement')
    same({kb for kb in set(last['patches']) - dropped if is_covered(kb)}, set(), 'superseded and kept')
    if not dropped:
        raise AssertionError('nothing was dropped')
    return len(dropped), sum(1 for kb in last['patches'] if kb not in dropped and all_replacements(kb))


def main(path):
    os.chdir(os.path.dirname(path))
    with open(path, encoding='utf-8') as file:
        plan = json.load(file)
    products = products_in(plan['products'])
    before = None
    for month in plan['months']:
        document = released(month['release'])
        made, said = check_made(month, before, document, products)
        print(f"passed: {month['published']}: independent reader: {said}")
        final, count = check_applied(month, made)
        print(f"passed: {month['published']}: {count} results applied, nothing else changed")
        if before:
            print(f"passed: {month['published']}: compare tells {check_compared(month, before, final)} changed states and no other")
        before = final
    dropped, kept = check_dropped(plan['dropped'], before)
    print(f'passed: {dropped} superseded patches dropped, {kept} kept, each with reason')


main(sys.argv[1])
