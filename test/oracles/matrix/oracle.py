"""Computes what `vpc matrix` and `vpc compare` must answer, independently of them.

    python3 oracle.py matrix FOLDER          the answer for a folder, as JSON
    python3 oracle.py compare OLD NEW        what changed between two folders, as JSON
    python3 oracle.py batch PARENT           for each folder in PARENT, writes FOLDER.expected.json beside it

`D13`, `D14`, ... are decisions where the specification is silent; D1 to D12 are in reading.py.
"""

import itertools
import json
import os
import sys

# Nothing is written beside the scripts.
sys.dont_write_bytecode = True
from reading import INSTALLABLE_RANK, Source, rank  # noqa: E402

APPROVALS = {"Approved", "Released"}
REFUSALS = {"Not Approved", "Not Authorized"}
MAX_WORLDS = 256


# --- editions and publications


def compared(a, b):
    """The order of two lists of version segments: below, at or above 0. D13: a segment that is missing is 0."""
    for left, right in itertools.zip_longest(a, b, fillvalue=0):
        if left != right:
            # A word is more than a number, whatever they are.
            if isinstance(left, int) == isinstance(right, int):
                return -1 if left < right else 1
            return -1 if isinstance(left, int) else 1
    return 0


def order(a, b):
    """Whether edition `a` is before (-1) or after (1) `b`, and whether that is in doubt."""
    by_version = compared(a.version, b.version) if a.version and b.version else 0
    is_readable = a.published is not None and b.published is not None
    by_date = (a.published > b.published) - (a.published < b.published) if is_readable else 0
    if by_version != 0:
        return by_version, by_date == -by_version
    # D14: where only one edition has a version, the date decides.
    return by_date, by_date == 0


class Publication:
    """Editions from the oldest to the newest; `latest` are those of which any may be the newest."""

    def __init__(self, name, editions):
        self.name = name
        self.editions = []
        for edition in sorted(editions, key=by_date_and_name):
            self.insert(edition)
        # D15: an edition may be the newest unless another one is surely newer. For two editions in doubt, that is both.
        self.latest = [e for e in self.editions if not any(order(e, o) == (-1, False) for o in self.editions)]

    def insert(self, edition):
        place = len(self.editions)
        while place > 0 and order(edition, self.editions[place - 1])[0] < 0:
            place -= 1
        self.editions.insert(place, edition)


def by_date_and_name(source):
    # D16: an edition whose date cannot be read is placed last where nothing else decides: it may be the newest.
    return (source.published is None, source.published or 0, source.name)


def publications(sources):
    """The publications of one supplier."""
    by_id = {}
    chains = []
    for source in Publication("", [s for s in sources if not s.document]).editions:
        # D17: an edition without identifier continues the newest publication of which it lists enough.
        for chain in reversed(chains):
            if continues(source, chain[-1]):
                chain.append(source)
                break
        else:
            chains.append([source])
    for source in sources:
        if source.document:
            by_id.setdefault(source.document, []).append(source)
    found = [Publication(name, editions) for name, editions in by_id.items()]
    return found + [Publication(f"#{number}", chain) for number, chain in enumerate(chains)]


def continues(newer, older):
    """Whether `newer` lists at least half of the patches of `older`. D18: one without patches is always continued."""
    return 2 * len(older.keys & newer.keys) >= len(older.keys)


# --- cells


class Answer:
    """What one cell says.

    status: stated, dropped or retired. states: what holds now (for dropped and retired: what was said last).
    withdrawn: it was Approved or Released and is not any more. doubt: the order of editions or dates decides, and is
    not sure. contradiction: statements of equal dates differ.
    """

    def __init__(self, status, states, withdrawn, contradiction, doubt, restricted, speakers, statements):
        self.status = status
        self.states = frozenset(states)
        self.withdrawn = withdrawn
        self.contradiction = contradiction
        self.doubt = doubt
        self.restricted = restricted
        #: Publications whose statements hold.
        self.speakers = frozenset(speakers)
        #: The statements that give the states.
        self.statements = frozenset(statements)

    @property
    def shown(self):
        """The worst states: several if they are equally bad (Approved, Released). D19: any of them may be shown."""
        return sorted(state for state in self.states if rank(state) == self.rank)

    @property
    def rank(self):
        return min(map(rank, self.states))

    def badness(self):
        # D20: dropped is worse than retired, retired than stated; among equals the worse state.
        return ("dropped", "retired", "stated").index(self.status), self.rank

    @property
    def is_approval(self):
        return all(state in APPROVALS for state in self.shown)


def merged_worlds(answers):
    """One answer of several possible ones: all states of editions that may be the newest, a doubt where they differ.

    D36: such editions both speak: a cell that one of them lists is stated, in doubt, not dropped.
    """
    is_doubtful = any(answer.doubt for answer in answers) or len({(a.status, a.states) for a in answers}) > 1
    answers = [answer for answer in answers if answer.status == "stated"] or answers
    worst = min(answers, key=Answer.badness)
    return Answer(
        worst.status,
        frozenset().union(*(answer.states for answer in answers)),
        any(answer.withdrawn for answer in answers),
        any(answer.contradiction for answer in answers),
        is_doubtful,
        any(answer.restricted for answer in answers),
        frozenset().union(*(answer.speakers for answer in answers)),
        frozenset().union(*(answer.statements for answer in answers)),
    )


def worse(a, b):
    """The worse of two answers: of all files (`a`), and of the valid ones (`b`). A withdrawal in either counts.

    Where they differ, it is in doubt which of them is right.
    """
    chosen = b if b.badness() < a.badness() else a
    doubt = a.doubt or b.doubt or (a.status == "stated", a.states) != (b.status == "stated", b.states)
    marks = (a.withdrawn or b.withdrawn, chosen.contradiction, doubt, a.restricted or b.restricted)
    return Answer(chosen.status, chosen.states, *marks, a.speakers | b.speakers, chosen.statements)


def supplier_cells(sources):
    """The cells of one supplier. An invalid file can only make a cell worse than the valid ones say."""
    # D21: both answers are computed in full, publications included: with all files, and with the valid ones.
    everything = cells_of(sources)
    valid = [source for source in sources if source.valid]
    sure = cells_of(valid) if len(valid) < len(sources) else {}
    return {key: worse(cell, sure[key]) if key in sure else cell for key, cell in everything.items()}


def cells_of(sources):
    pubs = publications(sources)
    worlds = list(itertools.islice(itertools.product(*(p.latest for p in pubs)), MAX_WORLDS + 1))
    if len(worlds) > MAX_WORLDS:
        raise SystemExit(f"{sources[0].supplier}: too many editions whose order is in doubt")
    answers = {}
    graph = supersedence(sources)
    for world in worlds:
        for key, answer in world_cells(list(zip(pubs, world)), graph).items():
            answers.setdefault(key, []).append(answer)
    # An edition that does not list a cell has an older one that does: each world has an answer.
    return {key: merged_worlds(found) for key, found in answers.items()}


def supersedence(sources):
    """For each patch, those that supersede it directly. D22: as this supplier says it, in any of its editions."""
    graph = {}
    for source in sources:
        for patch in source.patches:
            for old in patch.supersedes:
                graph.setdefault(old, set()).add(patch.key)
            graph.setdefault(patch.key, set()).update(patch.superseded_by)
    return graph


def successors(key, graph):
    """All patches that supersede one, directly or through others, without itself."""
    found, waiting = set(), [key]
    while waiting:
        for other in graph.get(waiting.pop(), ()):
            if other not in found and other != key:
                found.add(other)
                waiting.append(other)
    return found


def listed(source):
    """The statements of one edition by cell."""
    found = {}
    for patch in source.patches:
        for statement in patch.statements:
            found.setdefault((patch.key, statement.column), []).append(statement)
    return found


def is_newer(a, b):
    """Whether statement `a` is surely newer than `b`: by state date, then by the date of the publication.

    D23: where a state date is missing or cannot be read, the publications' dates decide.
    """
    if a.date is not None and b.date is not None and a.date != b.date:
        return a.date > b.date
    if a.source is b.source or a.source.published is None or b.source.published is None:
        return False
    return a.source.published > b.source.published


def is_tie_known(a, b):
    """Whether two statements, none of which is newer, have dates that are known and equal."""
    if a.source is b.source:
        # D24: in one file, two statements without dates are of one date, one with and one without are not comparable.
        return a.date == b.date
    return a.source.published is not None and b.source.published is not None


def holding(found):
    """The statements that hold; all of them if each has a newer one (dates that run in a cycle)."""
    return [s for s in found if not any(is_newer(o, s) for o in found)] or found


def worst_of(found):
    return min((statement.state for statement in found), key=lambda state: (rank(state), state))


def world_cells(world, graph):
    """The cells if these editions are the latest: `world` is pairs of publication and latest edition."""
    now, before = {}, {}
    for publication, latest in world:
        for key, found in listed(latest).items():
            now.setdefault(key, []).extend((publication, statement) for statement in found)
        # D25: "the edition before" is the last of the older ones that speaks of the cell. Where several editions may be
        # the newest, each of the others may be it, too: a second copy of the newest edition hides no withdrawal.
        older = {}
        for edition in publication.editions:
            slot = edition if edition in publication.latest else None
            if edition is not latest:
                for key, found in listed(edition).items():
                    older.setdefault(key, {})[slot] = holding(found)
        for key, slots in older.items():
            before.setdefault(key, {})[publication] = list(slots.values())
    cells = {}
    for key, pairs in now.items():
        cells[key] = stated(pairs, before.get(key, {}))
    for key, earlier in before.items():
        if key not in now:
            cells[key] = no_longer_listed(key, earlier, now, graph)
    return cells


def stated(pairs, before):
    found = [statement for _, statement in pairs]
    holds = holding(found)
    states = {statement.state for statement in holds}
    differing = [(a, b) for a, b in itertools.combinations(holds, 2) if a.state != b.state]
    speakers = {publication for publication, statement in pairs if statement in holds}
    is_refused = lambda found: rank(worst_of(found)) < INSTALLABLE_RANK
    of = lambda publication, found: [s for p, s in pairs if p is publication and s in found]
    withdrawn = any(
        is_refused(of(p, holds)) and any(worst_of(e) in APPROVALS for e in before.get(p, ())) for p in speakers
    )
    # D26: a newer publication of the supplier that takes back what an older one approved withdraws, too.
    # D27: of several statements in one edition, an older one is history, not a withdrawal.
    others = {p for p, _ in pairs} - speakers
    withdrawn |= is_refused(holds) and any(worst_of(holding(of(p, found))) in APPROVALS for p in others)
    return Answer(
        "stated",
        states,
        withdrawn,
        any(is_tie_known(a, b) for a, b in differing),
        any(not is_tie_known(a, b) for a, b in differing),
        any(statement.restricted for statement in holds),
        speakers,
        holds,
    )


def no_longer_listed(key, earlier, now, graph):
    patch, column = key
    last = {statement for editions in earlier.values() for found in editions for statement in found}
    states = {statement.state for statement in last}
    is_retired = any(
        # D28: any publication of the supplier may speak of the successor. Not Authorized is as Not Approved.
        not REFUSALS & {statement.state for statement in holding([statement for _, statement in now[other, column]])}
        for other in successors(patch, graph)
        if (other, column) in now
    )
    withdrawn = not is_retired and any(worst_of(found) in APPROVALS for e in earlier.values() for found in e)
    return Answer("retired" if is_retired else "dropped", states, withdrawn, False, False, False, earlier, last)


# --- facts about patches


def facts(by_supplier):
    """Per patch, the fields in which suppliers differ, with who says what.

    D29: a supplier says what its newest publication says that lists the patch (all that may be the newest).
    D30: silence is not a contradiction: only values that are there are compared. Of supersedence, the identifiers under
    SupersedesID are the value.
    """
    said = {}
    for supplier, sources in by_supplier.items():
        latest = [(p, edition) for p in publications(sources) for edition in p.latest]
        for key in {key for _, edition in latest for key in edition.keys}:
            speaking = [(p, edition) for p, edition in latest if key in edition.keys]
            newest = [e for p, e in speaking if not any(q is not p and is_after(o, e) for q, o in speaking)]
            for patch in (patch for edition in newest for patch in edition.patches if patch.key == key):
                for field, value in (
                    ("severity", patch.severity or None),
                    ("released", patch.released),
                    ("reboot", patch.reboot),
                    ("supersedes", patch.supersedes or None),
                ):
                    if value is not None:
                        said.setdefault((key, field), {}).setdefault(value, set()).add(supplier)
    found = {}
    for (key, field), values in said.items():
        pairs = itertools.combinations(values.values(), 2)
        if any(a != b for left, right in pairs for a in left for b in right):
            found.setdefault(key, {})[field] = [sorted(suppliers) for suppliers in values.values()]
    return found


def is_after(a, b):
    return a.published is not None and b.published is not None and a.published > b.published


# --- the matrix


class Matrix:
    def __init__(self, sources):
        self.sources = sources
        read = [source for source in sources if source.unread is None]
        self.by_supplier = {}
        for source in read:
            self.by_supplier.setdefault(source.supplier, []).append(source)
        self.publications = {s: publications(found) for s, found in self.by_supplier.items()}
        self.cells = {}
        for found in self.by_supplier.values():
            self.cells.update(supplier_cells(found))
        self.facts = facts(self.by_supplier)
        # D31: a patch is a row if a latest edition lists it, with products or without, or a cell speaks of it.
        self.patches = {key for key, _ in self.cells}
        for found in self.publications.values():
            self.patches.update(key for p in found for edition in p.latest for key in edition.keys)
        self.columns = {column for _, column in self.cells}

    def json(self):
        # What no latest edition lists any more has no holes: neither its row nor its column.
        listed = {key for found in self.publications.values() for p in found for e in p.latest for key in e.keys}
        stated = {column for (_, column), answer in self.cells.items() if answer.status == "stated"}
        filled = sum(patch in listed and column in stated for patch, column in self.cells)
        states = {}
        for answer in self.cells.values():
            if answer.status == "stated":
                # D32: a cell counts once, under the state that shows. What is dropped has none, and is not a hole.
                states[answer.shown[0]] = states.get(answer.shown[0], 0) + 1
        return {
            "sources": [self.source_json(source) for source in self.sources],
            "columns": sorted(self.columns),
            "patches": [{"key": key, "contradictions": self.facts.get(key, {})} for key in sorted(self.patches)],
            "cells": [
                {
                    "patch": patch,
                    "column": column,
                    "status": answer.status,
                    "states": sorted(answer.states),
                    "shown": answer.shown,
                    "withdrawn": answer.withdrawn,
                    "contradiction": answer.contradiction,
                    "doubt": answer.doubt,
                    "restricted": answer.restricted,
                }
                for (patch, column), answer in sorted(self.cells.items())
            ],
            "summary": {
                "patches": len(self.patches),
                "columns": len(self.columns),
                "states": states,
                "dropped": sum(a.status == "dropped" for a in self.cells.values()),
                "retired": sum(a.status == "retired" for a in self.cells.values()),
                "holes": len(listed) * len(stated) - filled,
                "contradictions": sum(a.contradiction for a in self.cells.values()),
                "factContradictions": sum(len(fields) for fields in self.facts.values()),
                "withdrawals": sum(a.withdrawn for a in self.cells.values()),
            },
        }

    def source_json(self, source):
        if source.unread is not None:
            return {"name": source.name, "status": "unread", "why": source.unread}
        found = next(p for p in self.publications[source.supplier] if source in p.editions)
        return {
            "name": source.name,
            "status": "current" if source in found.latest else "replaced",
            "supplier": source.supplier,
            "published": source.published_text,
            "version": source.version_text,
            "publication": found.name,
            "edition": found.editions.index(source) + 1,
            "isValid": source.valid,
            "isInDoubt": source in found.latest and len(found.latest) > 1,
        }


# --- compare


def paired(old, new):
    """Publications of the old side with those of the new one that they continue in."""
    found = set()
    for supplier, before in old.publications.items():
        for publication in before:
            for later in new.publications.get(supplier, ()):
                if publication.name.startswith("#"):
                    is_pair = later.name.startswith("#") and continues(later.editions[-1], publication.editions[-1])
                else:
                    is_pair = publication.name == later.name
                if is_pair:
                    found.add((supplier, publication.name))
    return found


def changes(old, new):
    """The cells that differ. D33: each side is the matrix of its own files; the caller says which is the newer one.

    D34: a cell that only the old side has is dropped if the publication that spoke of it continues on the new side.
    Without such a publication (another month, a supplier that is missing) nothing is known to have changed.
    """
    pairs = paired(old, new)
    found = []
    for key in sorted(old.cells.keys() | new.cells.keys()):
        before, after = old.cells.get(key), new.cells.get(key)
        patch, column = key
        supplier = column[0]
        change = None
        if before is None:
            # D35: what is dropped within the new side and was never on the old one is no change.
            if after.status == "stated":
                change = ("added", False)
        elif before.status != "stated":
            if after is not None and after.status == "stated":
                change = ("changed", False)
        elif after is not None and after.status != "stated":
            change = (after.status, after.status == "dropped" and before.is_approval)
        elif after is not None:
            if before.states != after.states:
                change = ("changed", before.is_approval and after.rank < INSTALLABLE_RANK)
        elif any((supplier, publication.name) in pairs for publication in before.speakers):
            graph = supersedence(old.by_supplier[supplier] + new.by_supplier[supplier])
            is_retired = any(
                (cell := new.cells.get((other, column))) is not None
                and cell.status == "stated"
                and not REFUSALS & cell.states
                for other in successors(patch, graph)
            )
            change = ("retired", False) if is_retired else ("dropped", before.is_approval)
        if change is not None:
            found.append(
                {
                    "patch": patch,
                    "column": column,
                    "kind": change[0],
                    "before": sorted(before.states) if before is not None and before.status == "stated" else [],
                    "after": sorted(after.states) if after is not None and after.status == "stated" else [],
                    "regression": change[1],
                }
            )
    return found


def comparison(old, new):
    found = changes(old, new)
    return {
        "changes": found,
        "withdrawn": sum(c["regression"] and c["kind"] == "changed" for c in found),
        "droppedApprovals": sum(c["regression"] and c["kind"] == "dropped" for c in found),
        "unread": [s.name for side in (old, new) for s in side.sources if s.unread is not None],
    }


# --- files

_read = {}


def matrix_of(folder):
    """The matrix of the files of a folder, in the order of their names. Equal files are read once."""
    sources = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if (name, data) not in _read:
            _read[name, data] = Source(name, data)
        sources.append(_read[name, data])
    return Matrix(sources)


def main(command, *folders):
    if command == "matrix":
        json.dump(matrix_of(folders[0]).json(), sys.stdout)
    elif command == "compare":
        json.dump(comparison(*map(matrix_of, folders)), sys.stdout)
    elif command == "batch":
        for name in sorted(os.listdir(folders[0])):
            folder = os.path.join(folders[0], name)
            if os.path.isdir(folder):
                with open(f"{folder}.expected.json", "w", encoding="utf-8") as file:
                    json.dump(matrix_of(folder).json(), file)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
