"""Computes what `vpc plan` must answer, independently of it, and compares.

    python3 plan.py LISTS FILES...

LISTS has `assets.csv`, `installed.csv` and `vpc.config.json` (`aliases`, `owner`); the columns of the lists have their English
names. FILES are folders with the files of the suppliers. Beside each is the JSON of `vpc plan`, FILES.plan.json. Standard output
is JSON: for each folder, what was compared, and where the two differ. `P1`, `P2`, ... are decisions where the specification is silent.
"""

import csv
import fnmatch
import itertools
import json
import os
import re
import sys
import unicodedata

# Nothing is written beside the scripts.
sys.dont_write_bytecode = True
from oracle import Matrix  # noqa: E402
from reading import Names, Source, decoded, normalised, normalised_version  # noqa: E402

#: The most cautious first.
CAUTION = (
    "installed-not-approved", "do-not-install", "contradiction", "wait", "superseded", "install-with-restriction",
    "installed", "install", "not-applicable", "nobody-says",
)
INSTALL = ("install", "install-with-restriction")
#: What a supplier can say. P1: any other word is not understood: a contradiction.
SUPPLIER_STATES = ("Available", "In Test", "Not Approved", "Not Applicable", "Approved", "Released")
HARMLESS = {"Approved", "Released", "Not Applicable"}
#: Decisions about another product of the asset that keep a patch off the machine, or want it removed.
REFUSING = ("installed-not-approved", "do-not-install", "contradiction", "wait")


# --- files

#: Equal files are read once.
_read = {}


class Folder:
    def __init__(self, lists, files):
        with open(os.path.join(lists, "vpc.config.json"), encoding="utf-8") as file:
            config = json.load(file)
        self.names = Names(config.get("aliases"))
        self.assets = rows_of(os.path.join(lists, "assets.csv"))
        self.installed = rows_of(os.path.join(lists, "installed.csv"))
        owner, supplier, self.unread, self.data = [], [], [], {}
        for name in sorted(os.listdir(files)):
            with open(os.path.join(files, name), "rb") as file:
                data = file.read()
            if (name, data) not in _read:
                _read[name, data] = Source(name, data, self.names)
            source = _read[name, data]
            self.data[source] = data
            is_owner = any(fnmatch.fnmatchcase(name, pattern) for pattern in config.get("owner", ()))
            if source.unread is not None:
                self.unread.append((source, data, is_owner))
            else:
                (owner if is_owner else supplier).append(source)
        self.matrix = Matrix(supplier)
        self.owner = Matrix(owner)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- doubts: files that could not be read or understood


class Doubts:
    """The names of doubtful files, by supplier; `general` doubt every supplier."""

    def __init__(self, folder):
        names = folder.names
        heard = set(folder.matrix.by_supplier)
        written = {source.supplier_text for source in folder.matrix.sources}
        written |= {row["supplier"] for row in folder.assets if row["supplier"]}
        by_file_name = {}
        for name in written:
            by_file_name.setdefault(file_name_part(name), set()).add(names.key("suppliers", name))
        self.general = set()
        self.by_supplier = {}
        for source, data, is_owner in folder.unread:
            # P2: what is another kind of file (a page of a web site) is no file of a supplier, whatever its name.
            if source.unread == "other-root":
                continue
            told = set()
            if (text := legible_supplier(source, data)) is not None:
                told.add(names.key("suppliers", text))
            match = re.fullmatch(r"(.+)_VPC_\d{4}-\d\d-\d\d\.xml", source.name)
            if match:
                told |= by_file_name.get(file_name_part(match[1]), set())
            # P3: an owner's file can forbid anything, whoever the supplier is.
            if not told or is_owner:
                self.general.add(source.name)
            for supplier in () if is_owner else told:
                self.by_supplier.setdefault(supplier, set()).add(source.name)
        for supplier, publications in folder.matrix.publications.items():
            for publication in publications:
                # P17: copies of one file are not two editions.
                if len({folder.data[edition] for edition in publication.latest}) > 1:
                    self.by_supplier.setdefault(supplier, set()).update(e.name for e in publication.latest)
        for source in folder.matrix.sources:
            if source.has_unnamed:
                self.by_supplier.setdefault(source.supplier, set()).add(source.name)
        self.unheard = set(self.by_supplier) - heard
        self.all = self.general.union(*self.by_supplier.values())

    def about(self, suppliers):
        return self.general.union(*(self.by_supplier.get(supplier, set()) for supplier in suppliers))


def legible_supplier(source, data):
    """The supplier of a file that is not read; `None` where it cannot be told.

    P16: where the encoding is in doubt, only a name in ASCII is certain.
    """
    is_misread = source.unread == "undecodable"
    text = data.replace(b"\0", b"").decode("latin-1") if is_misread else decoded(data)
    found = re.findall(r"<Supplier\b[^<>]*>([^<]*)</Supplier\s*>", text)
    if len(found) != 1 or not normalised(found[0]) or (is_misread and not found[0].isascii()):
        return None
    return found[0]


def file_name_part(name):
    """A name as it stands in file names: letters, digits, dots and hyphens."""
    safe = re.sub(r"[^\w.]+|_", "-", unicodedata.normalize("NFC", name)).strip("-")
    return normalised(safe)


# --- what is said about patches, by the newest editions of all suppliers


class Facts:
    def __init__(self, folder):
        self.names = folder.names
        #: All patches of which something is known, now or earlier.
        self.rows = folder.matrix.patches | folder.owner.patches
        self.listed = {}
        for publications in folder.matrix.publications.values():
            for edition in (edition for p in publications for edition in p.latest):
                for patch in edition.patches:
                    self.listed.setdefault(patch.key, []).append(patch)
        self.targets = {key: set().union(*(p.targets for p in found)) for key, found in self.listed.items()}
        #: What patches need first: for each identifier, the patches that it can be. All of them are needed.
        self.prerequisites = {
            key: {frozenset(self.reference(key, text)) for patch in found for text in patch.prerequisites}
            for key, found in self.listed.items()
        }
        self.needs = {key: set().union(*found) for key, found in self.prerequisites.items()}
        graph = {}
        for key, found in self.listed.items():
            for patch in found:
                for old in patch.supersedes:
                    graph.setdefault(old, set()).add(key)
                for new in patch.superseded_by:
                    graph.setdefault(key, set()).add(new)
        self.edges = self.counted(graph)
        self.reach = {key: closure(key, self.edges) - {key} for key in self.edges}

    def reference(self, key, text):
        """P4: a patch that its own vendor does not have is that of all other vendors that have the identifier."""
        own = self.names.patch(key[0], text)
        others = [other for other in self.rows if other != key and self.names.patch(other[0], text) == other]
        return [own] if own in self.rows or not others else others

    def needed(self, key):
        """All that a patch needs first, directly or through others."""
        return closure(key, self.needs)

    def counted(self, graph):
        """The supersedences that count: no cycles, and none that needs what it replaces."""
        return {
            old: {new for new in later if old not in closure(new, graph) and new != old and old not in self.needed(new)}
            for old, later in graph.items()
        }

    def superseders(self, key):
        """P5: what needs a patch first does not replace it, through others neither."""
        return {new for new in self.reach.get(key, ()) if key not in self.needed(new)}


def closure(key, graph):
    """All that can be reached from a key by one step at least."""
    found, waiting = set(), [key]
    while waiting:
        for other in graph.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


# --- what is said about a product of an asset


class Line:
    """A product of an asset. What the suppliers say about it does not depend on the asset."""

    def __init__(self, row, folder, facts, doubts):
        names = folder.names
        self.row = row
        self.supplier = names.key("suppliers", row["supplier"])
        self.product = names.key("products", row["product"])
        self.version = normalised_version(row["version"])
        self.platform = normalised(row["platform"])
        self.key = (self.supplier, self.product, self.version, self.platform)
        #: What is said, by patch and column.
        self.stated, self.dropped = {}, {}
        for (patch, column), answer in folder.matrix.cells.items():
            # P15: a retired patch is no alarm, unless its approval was taken back while it was listed.
            if self.fits(column) and (answer.status != "retired" or answer.withdrawn):
                (self.stated if answer.status == "stated" else self.dropped).setdefault(patch, {})[column] = answer
        self.owned = {}
        for (patch, column), answer in folder.owner.cells.items():
            # P6: the owner's statements are about products of all suppliers, of that name.
            if answer.status == "stated" and self.fits(("", *column[1:]), is_owner=True):
                self.owned.setdefault(patch, []).append(answer)
        self.suppliers = {column[0] for cells in self.stated.values() for column in cells}
        self.is_unknown = not self.suppliers
        self.is_ambiguous = len(self.suppliers) > 1
        if row["supplier"]:
            self.doubts = doubts.about([self.supplier])
        elif self.is_unknown:
            self.doubts = doubts.all
        else:
            self.doubts = doubts.about(self.suppliers | doubts.unheard)
        # P6: a patch about which only the owner says something is in the plan, too.
        self.patches = set() if self.is_unknown else {*self.stated, *self.owned}
        if self.platform and not self.is_unknown:
            self.patches |= {key for key, found in facts.targets.items() if any(map(self.is_target, found))}

    def fits(self, column, is_owner=False):
        supplier, product, version, platform = column
        return (
            product == self.product
            and (is_owner or not self.row["supplier"] or supplier == self.supplier)
            and (not version or not self.version or version == self.version)
            and (not platform or not self.platform or platform == self.platform)
        )

    def is_target(self, target):
        """P7: the same platform, or all versions of it, or one of them (Windows Server 2022, Windows Server 2022 21H2)."""
        longer, shorter = sorted((self.platform, target), key=len, reverse=True)
        return longer == shorter or re.fullmatch(re.escape(shorter) + r" (version )?\d\dh\d", longer) is not None

    def cases(self, patch):
        """What is said, by column, for each version and platform that the asset can have."""
        stated = self.stated.get(patch, {})
        # An empty text stands for those that nobody names.
        versions = {self.version} if self.version else {"", *(column[2] for column in stated)}
        platforms = {self.platform} if self.platform else {"", *(column[3] for column in stated)}
        for version, platform in itertools.product(versions, platforms):
            is_about = lambda column: column[2] in ("", version) and column[3] in ("", platform)
            cells = {column: answer for column, answer in stated.items() if is_about(column)}
            if cells:
                yield cells

    def is_told_apart(self, patch):
        """Whether the supplier speaks of versions or platforms, and the list of assets names none."""
        columns = self.stated.get(patch, {})
        return any((c[2] and not self.version) or (c[3] and not self.platform) for c in columns)

    def said(self, patch):
        """Lines 5, 6, 7, 10 to 12 of the specification: what the statements alone give, and those that give it."""
        # P8: of several versions or platforms that the asset can have, the most cautious decision counts.
        cases = [(self.case_decision(cells), cells) for cells in self.cases(patch)]
        order = (*CAUTION[:4], "silent", *CAUTION[4:])
        decision = min((decision for decision, _ in cases), key=order.index, default="silent")
        group = lambda each: "install" if each in INSTALL else each
        answers = [answer for each, cells in cases if group(each) == group(decision) for answer in cells.values()]
        says = {statement for answer in answers for statement in answer.statements}
        if self.is_ambiguous:
            return "contradiction", says
        # An owner who forbids it forbids it for whatever the asset is.
        refusals = {s for answer in self.owned.get(patch, ()) for s in answer.statements if s.state == "Not Authorized"}
        if refusals and decision not in ("contradiction", "do-not-install"):
            return "do-not-install", refusals
        if decision == "install" and self.is_told_apart(patch):
            decision = "install-with-restriction"
        return decision, says

    def case_decision(self, cells):
        states = set().union(*(answer.states for answer in cells.values()))
        # P9: statements about all versions and about one are of one thing; their dates are not compared.
        if len(states) > 1 or any(answer.doubt or answer.contradiction for answer in cells.values()):
            return "contradiction"
        (state,) = states
        if state not in SUPPLIER_STATES:
            return "contradiction"
        if state in ("Not Approved", "Not Applicable"):
            return "do-not-install" if state == "Not Approved" else "not-applicable"
        if state in ("In Test", "Available"):
            return "wait"
        return "install-with-restriction" if any(a.restricted for a in cells.values()) else "install"

    def is_alarm(self, patch):
        """Line 1, for a patch that is installed.

        P10: an approval that was withdrawn for one of several versions or platforms counts. What is no longer listed was not
        approved, if it was not when it was listed last.
        """
        stated, dropped = self.stated.get(patch, {}).values(), self.dropped.get(patch, {}).values()
        return (
            any(answer.withdrawn for answer in (*stated, *dropped))
            or any(not answer.states <= HARMLESS for answer in stated)
            or not stated and any(not answer.states <= HARMLESS for answer in dropped)
        )


# --- the decisions about an asset


class Asset:
    """The decisions of the products of an asset: `decisions[patch]` is one for each line, `None` where it has none."""

    def __init__(self, name, lines, installed, facts):
        self.name = name
        self.lines = lines
        self.installed = installed
        self.facts = facts
        #: Patches that replace what they need first.
        self.held = set()
        self.base = [
            {patch: self.base_decision(line, patch) for patch in line.patches | set(installed)} for line in lines
        ]
        self.solve()
        # P18: a file that cannot be read can forbid what another product of the asset would have installed.
        while wanted := self.wanted():
            for i, patch in wanted:
                self.base[i][patch] = "unread"
            self.held.clear()
            self.solve()

    def wanted(self):
        """Pairs of a product in doubt that says nothing against a patch, and a patch that another one would have installed."""
        return {
            (i, patch)
            for i, line in enumerate(self.lines)
            for j, base in enumerate(self.base)
            for patch in base
            if line.doubts
            and i != j
            and self.base[i].get(patch) in (None, "not-applicable")
            and self.decision(j, patch)[0] in INSTALL
        }

    def base_decision(self, line, patch):
        if patch in self.installed:
            if line.is_alarm(patch):
                return "installed-not-approved"
            return "installed" if patch in self.facts.listed else "nobody-says"
        return line.said(patch)[0]

    def solve(self):
        """The decisions depend on each other: the patches to install are a stable solution of lines 8 and 9.

        Where there is none (a patch that replaces what it needs first), the patch waits.
        """
        while True:
            sure, possible = set(), self.grown(set())
            while True:
                later = self.grown(possible)
                if later == sure:
                    break
                sure, possible = later, self.grown(later)
            unsure = possible - sure
            if not unsure:
                break
            needing = {(i, p) for i, p in unsure if self.unmet(i, p, sure)}
            replacing = {(i, p) for i, p in needing if any(p in self.facts.superseders(q) for _, q in unsure if q != p)}
            self.held |= replacing or needing or unsure
        self.final = sure

    def grown(self, assumed):
        """The patches to install, if those that are superseded are superseded by `assumed`.

        P13: of a supplier in doubt, those that would be installed without the doubt: what needs them is in doubt as they are,
        but they replace nothing.
        """
        found = set()
        while True:
            more = {
                (i, patch)
                for i, base in enumerate(self.base)
                for patch, decision in base.items()
                if decision in INSTALL
                and self.is_to_install(i, patch, found, assumed)
                and not any(self.is_refused(j, patch, found, assumed) for j in range(len(self.lines)) if j != i)
            }
            if more == found:
                return found
            found = more

    def is_to_install(self, i, patch, found, assumed):
        return (i, patch) not in self.held and not self.taking(i, patch, assumed) and not self.unmet(i, patch, found)

    def is_refused(self, j, patch, found, assumed):
        """Whether another product of the asset keeps a patch off the machine."""
        decision = self.base[j].get(patch)
        if decision is None or decision in ("installed", "not-applicable", "nobody-says"):
            return False
        if decision in INSTALL or decision in ("wait", "silent"):
            if self.taking(j, patch, assumed):
                return False
        return decision not in INSTALL or self.lines[j].doubts or not self.is_to_install(j, patch, found, assumed)

    def taking(self, i, patch, final):
        """Line 8: those that replace a patch, and are to be installed or are."""
        is_final = lambda new: (i, new) in final and not self.lines[i].doubts
        return {new for new in self.facts.superseders(patch) if is_final(new) or self.counts_as_installed(i, new)}

    def counts_as_installed(self, i, patch):
        # P11: a patch that another product of the asset wants removed does not count.
        others = (base.get(patch) for base in self.base)
        return self.base[i].get(patch) == "installed" and "installed-not-approved" not in others

    def unmet(self, i, patch, final):
        """Line 9: what a patch needs first and is not there."""
        is_there = lambda key: self.is_unlisted(key) or any(
            other in self.installed or ((i, other) in final and other != patch)
            for other in {key} | self.facts.superseders(key)
        )
        return {keys for keys in self.facts.prerequisites.get(patch, ()) if not all(map(is_there, keys))}

    def is_unlisted(self, key):
        """Whether a patch that no file lists is installed, by an identifier without its vendor."""
        written = (self.installed[other] for other in self.installed if other[0] == "")
        return any(self.facts.names.patch(key[0], row["patch"]) == key for row in written)

    def decision(self, i, patch):
        """The decision about a product, and the arguments of its reason."""
        line, base = self.lines[i], self.base[i].get(patch)
        if base == "unread":
            return "contradiction", {"files": line.doubts}
        if base is None or base not in (*INSTALL, "wait", "silent"):
            return base, {}
        taking = self.taking(i, patch, self.final)
        if taking:
            return "superseded", {"by": taking}
        unmet = self.unmet(i, patch, self.final)
        if (i, patch) in self.held or unmet:
            return "wait", {"needs": set().union(*(unmet or self.facts.prerequisites[patch]))}
        if line.doubts and base in INSTALL:
            return "contradiction", {"files": line.doubts}
        if base in ("wait", "silent"):
            return "wait", {"silent": base == "silent"}
        return base, {}

    def decisions(self):
        """Pairs of patch (`None` for the asset as a whole) and its decisions, by number of the line."""
        whole = {}
        for i, line in enumerate(self.lines):
            if line.doubts:
                whole[i] = ("contradiction", {"files": line.doubts})
            elif line.is_unknown:
                whole[i] = ("nobody-says", {})
        if whole:
            yield None, whole
        for patch in set().union(*self.base):
            yield patch, {i: self.decision(i, patch) for i in range(len(self.lines)) if patch in self.base[i]}


def assets_of(folder):
    facts, doubts = Facts(folder), Doubts(folder)
    known = {}
    rows = {}
    for row in folder.assets:
        rows.setdefault(row["asset"], []).append(row)
    for name, products in rows.items():
        lines = []
        for row in products:
            key = tuple(row[column] for column in ("supplier", "product", "version", "platform"))
            if key not in known:
                known[key] = Line(row, folder, facts, doubts)
            # The same product, in two spellings, is one.
            if known[key].key not in {line.key for line in lines}:
                lines.append(known[key])
        installed = {}
        for row in folder.installed:
            if row["asset"] == name:
                for key in installed_keys(row, folder.names, facts):
                    # P14: of several rows about a patch, the earliest date counts.
                    earlier = installed.get(key)
                    if earlier is None or not earlier["date"] or row["date"] and row["date"] < earlier["date"]:
                        installed[key] = row
        yield Asset(name, lines, installed, facts), facts


def installed_keys(row, names, facts):
    """P12: without a vendor, an installed patch is that of any vendor that has the identifier."""
    if row["vendor"]:
        return [names.patch(row["vendor"], row["patch"])]
    found = [key for key in facts.rows if names.patch(key[0], row["patch"]) == key]
    return found or [("", names.patch("microsoft", row["patch"])[1])]


def expected(folder):
    """The decision by asset and patch, with those of the products and the asset."""
    found = {}
    for asset, facts in assets_of(folder):
        for patch, lines in asset.decisions():
            found[asset.name, patch] = min((d for d, _ in lines.values()), key=CAUTION.index), lines, asset
    return found


# --- comparing with the JSON of the command line

SAYS = re.compile(r'says "([^"]*)"(?: since (\S+))? \((?:[^()]*/)?([^()/]*)\)')
SUPERSEDED = re.compile(r"Superseded by ([^ ,]+?)(?:, through (.+?)(?: and \d+ more)?)?\. \S+ is (installed|to be installed)\.")
NEEDS = re.compile(r"It needs (.+?) first(?:\. For that patch, the decision is: ([a-z-]+))?")


class Comparison:
    def __init__(self, folder, shown):
        self.names = folder.names
        self.must = expected(folder)
        self.differences = []
        #: What was compared, by decision; how many reasons of products.
        self.counts, self.reasons = {}, 0
        found = {}
        for item in shown["decisions"]:
            found[item["asset"], self.key(item)] = item
        for key in sorted(self.must.keys() | found.keys(), key=str):
            self.where = f"{key[0]} {key[1]}"
            if key not in found:
                self.differ(f"missing, must be {self.must[key][0]}")
            elif key not in self.must:
                self.differ(f"{found[key]['decision']}, must not be: {found[key]['reason']}")
            else:
                self.row(key[1], found[key], *self.must[key])

    def json(self):
        return {
            "decisions": len(self.must),
            "counts": self.counts,
            "reasons": self.reasons,
            "differences": self.differences,
        }

    def differ(self, text):
        self.differences.append(f"{self.where}: {text}")

    def key(self, item):
        if item["patch"] == "":
            return None
        if item["vendor"]:
            return self.names.patch(item["vendor"], item["patch"])
        return ("", self.names.patch("microsoft", item["patch"])[1])

    def row(self, patch, item, decision, lines, asset):
        self.counts[decision] = self.counts.get(decision, 0) + 1
        if item["decision"] != decision:
            self.differ(f"{item['decision']}, must be {decision}: {item['reason']}")
            return
        shown = {}
        for product in item["products"]:
            shown.setdefault(tuple(product[c] for c in ("product", "version", "platform")), []).append(product)
        for i, (each, arguments) in lines.items():
            row = asset.lines[i].row
            same = shown.get((row["product"], row["version"], row["platform"]), ())
            same = [product for product in same if row["supplier"] in ("", product["supplier"])]
            if not same:
                # An installed patch counts for the products for which somebody says something.
                if each != "installed":
                    self.differ(f"no decision about {row['product']}, must be {each}")
            elif not any(product["decision"] == each for product in same):
                self.differ(f"{row['product']}: {same[0]['decision']}, must be {each}")
            else:
                product = next(product for product in same if product["decision"] == each)
                self.reasons += 1
                for fault in self.faults(patch, product, arguments, asset, i):
                    self.differ(f"{row['product']}: {each}: {fault}: {product['reason']}")

    def faults(self, patch, product, arguments, asset, i):
        """What is wrong with the reason of a decision about a product."""
        decision, reason, line = product["decision"], product["reason"], asset.lines[i]
        if "files" in arguments:
            if not any(name in reason for name in arguments["files"]):
                yield f"names none of the files {sorted(arguments['files'])}"
            return
        if patch is None:
            if "No supplier speaks of" not in reason:
                yield "does not say that no supplier speaks of it"
            return
        if patch in asset.installed:
            yield from self.installed_faults(patch, decision, reason, asset, i)
            return
        if decision == "superseded":
            yield from self.superseded_faults(patch, product, arguments["by"], asset)
            return
        if line.is_ambiguous:
            every = {s for answer in line.stated.get(patch, {}).values() for s in answer.statements}
            said = {s for s in every if any(found[0] == s.state for found in SAYS.findall(reason))}
            yield from said_faults(reason, said)
        elif not arguments.get("silent"):
            yield from said_faults(reason, line.said(patch)[1])
        if "needs" in arguments:
            yield from self.needs_faults(reason, patch, asset, i)
        elif arguments.get("silent") and "No supplier says anything about it for this product." not in reason:
            yield "does not say that no supplier says anything"
        if decision == "contradiction" and line.is_ambiguous != ("Several suppliers have such a product" in reason):
            yield "several suppliers"
        if decision in INSTALL:
            texts = {text for s in line.said(patch)[1] for text in s.restrictions}
            if not all(f"Restriction: {text}" in reason for text in texts) or (not texts and "Restriction:" in reason):
                yield f"must have the restrictions {sorted(texts)}"
            if line.is_told_apart(patch) != ("apart, and the list of assets names none" in reason):
                yield "versions or platforms that the supplier tells apart"

    def installed_faults(self, patch, decision, reason, asset, i):
        day = asset.installed[patch]["date"]
        if (f"Installed on {day}." if day else "Installed.") not in reason:
            yield f"must say that it is installed, {day}"
        line = asset.lines[i]
        stated = line.stated.get(patch, {}).values()
        if decision == "nobody-says":
            if "No supplier names it." not in reason:
                yield "does not say that no supplier names it"
        elif decision == "installed":
            if not stated and "No supplier says anything about it for this product." not in reason:
                yield "does not say that no supplier says anything"
        else:
            answers = stated or line.dropped[patch].values()
            yield from said_faults(reason, {statement for answer in answers for statement in answer.statements})
            every = (*stated, *line.dropped.get(patch, {}).values())
            if any(answer.withdrawn for answer in every) != ("Its approval was withdrawn." in reason):
                yield "withdrawn"

    def superseded_faults(self, patch, product, by, asset):
        """The one to take is the last of the chain, and each patch of the chain replaces the one before it."""
        facts = asset.facts
        match = SUPERSEDED.search(visible_characters(product["reason"]))
        if not match or product.get("supersededBy") != match[1]:
            yield "does not name the one to take"
            return
        chain = [self.find(name, facts) for name in (*(match[2] or "").split(", "), match[1]) if name]
        if chain[-1] not in by or facts.superseders(chain[-1]) & by:
            yield f"must name one of {sorted(by)}"
        if " more." not in product["reason"]:
            for old, new in zip([patch, *chain], chain):
                if new not in facts.edges.get(old, ()):
                    yield f"{new} does not replace {old}"
        if (match[3] == "installed") != (chain[-1] in asset.installed):
            yield "installed or not"

    def needs_faults(self, reason, patch, asset, i):
        unmet = asset.unmet(i, patch, asset.final)
        match = NEEDS.search(visible_characters(reason))
        if not unmet:
            if "It replaces what it needs first" not in reason:
                yield "does not say that it replaces what it needs"
        elif not match:
            yield f"must name one of {sorted(unmet, key=str)}"
        else:
            keys = {key for keys in unmet for key in keys if self.names.patch(key[0], match[1]) == key}
            decisions = {asset.decision(i, key)[0] for key in keys}
            # Where another product of the asset keeps it off, its decision counts.
            decisions |= {self.must[asset.name, key][0] for key in keys if (asset.name, key) in self.must}
            if not keys:
                yield f"must name one of {sorted(unmet, key=str)}"
            elif (match[2] or None) not in decisions and not (match[2] == "install" and decisions & {*INSTALL}):
                yield f"for that patch the decision is {sorted(map(str, decisions))}"

    def find(self, name, facts):
        every = {key for edges in facts.edges.values() for key in edges}
        return next((key for key in sorted(every) if self.names.patch(key[0], name) == key), None)


def visible_characters(reason):
    """A reason with the invisible characters of names, which it shows as "[U+200B]"."""
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda match: chr(int(match[1], 16)), reason)


def said_faults(reason, statements):
    """What is wrong with the statements in a reason. Of those that say the same, one is enough."""
    # A copy of a file says the same. A date that cannot be read can be shown in many ways.
    name = lambda file: file.removeprefix("Copy-of-")
    must = {(s.state, s.date_text[:10] if s.date is not None else "", name(s.source.name)) for s in statements}
    dated = {each[1] for each in must}
    shown = {(state, day if day in dated else "", name(file)) for state, day, file in SAYS.findall(reason)}
    if not shown <= must or {each[0] for each in shown} != {each[0] for each in must}:
        yield f"must say {sorted(must)}"


def main(lists, *folders):
    found = []
    for files in folders:
        with open(f"{files}.plan.json", encoding="utf-8") as file:
            found.append(Comparison(Folder(lists, files), json.load(file)).json())
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
