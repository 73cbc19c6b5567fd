"""Compares plans of damaged files with the plan of the same files before.

    python3 damage.py LISTS INTACT PARENT

LISTS is as for plan.py, INTACT the folder of the files, PARENT has what mutate.py wrote, and what it printed as `damages.json`.
Beside each folder is the JSON of `vpc plan`. Standard output is JSON: for each damage, whether a note is about the file that was
not there before (`isNoted`), whether the file cannot be read (`isUnread`), how many patches to install were looked at
(`checked`), how many of them were not to be installed before and why that is right (`unreplaced`, `otherSupplier`, `changed`),
and which of them must not be installed (`wrong`).

A patch that was not to be installed may be installed after the damage only if

- the patch that replaced it is not to be installed any more (`unreplaced`);
- only a file of another supplier said that it is replaced or needs another one, and this is the damaged file (`otherSupplier`);
- the file can be read and says something else than before (`changed`): nobody can see that. This is no excuse for a date that
  cannot be read, a file that is there twice, and statements that contradict each other.

Of the supplier of a file that cannot be read, nothing is installed; if it is the owner's, nothing at all.
"""

import json
import os
import sys

# Nothing is written beside the scripts.
sys.dont_write_bytecode = True
from plan import INSTALL, Folder  # noqa: E402
from reading import Source  # noqa: E402

#: Damages that leave in place whatever the file says, or make it doubtful.
VISIBLE = ("bad-date", "duplicated-file", "contradiction")
THERE = (*INSTALL, "installed")


class Plan:
    def __init__(self, path, names):
        with open(path, encoding="utf-8") as file:
            shown = json.load(file)
        self.rows = {}
        for item in shown["decisions"]:
            vendor, patch = item["vendor"], item["patch"]
            self.rows[item["asset"], names.patch(vendor, patch) if patch else None] = item
        self.by_name = {(item["asset"], item["patch"]): item for item in shown["decisions"]}
        self.notes = [(os.path.basename(note.get("path", "")), note["kind"], note["message"]) for note in shown["notes"]]

    def is_there(self, asset, patch):
        item = self.by_name.get((asset, patch))
        return item is not None and item["decision"] in THERE


class Check:
    def __init__(self, damage, before, after, sources, names, is_owner):
        self.before, self.after, self.names = before, after, names
        intact, damaged = sources
        self.supplier = intact.supplier
        self.is_owner = is_owner
        self.is_unread = damaged.unread not in (None, "other-root") and intact.unread is None
        self.is_visible = self.is_unread or damage["kind"] in VISIBLE
        known = {note for note in before.notes if note[0] == damage["file"]}
        self.is_noted = any(note not in known for note in after.notes if note[0] == damage["file"])
        self.counts = dict.fromkeys(("checked", "unreplaced", "otherSupplier", "changed"), 0)
        self.wrong = []
        for key, item in after.rows.items():
            if item["decision"] in INSTALL:
                self.counts["checked"] += 1
                self.check(key, item)

    def json(self, damage):
        marks = {"isNoted": self.is_noted, "isUnread": self.is_unread}
        return {**damage, **marks, **self.counts, "wrong": self.wrong}

    def check(self, key, item):
        suppliers = {self.names.key("suppliers", product["supplier"]) for product in item["products"]}
        if self.is_unread and (self.is_owner or self.supplier in suppliers):
            self.fail(item, "the supplier's file cannot be read")
        earlier = self.before.rows.get(key)
        if earlier is not None and earlier["decision"] in INSTALL:
            return
        if earlier is not None and earlier["decision"] == "superseded":
            if not self.after.is_there(item["asset"], earlier["supersededBy"]):
                self.counts["unreplaced"] += 1
                return
        is_relation = earlier is not None and (
            earlier["decision"] == "superseded" or earlier["decision"] == "wait" and "It needs " in earlier["reason"]
        )
        if is_relation and self.supplier not in suppliers:
            self.counts["otherSupplier"] += 1
        elif not self.is_visible:
            self.counts["changed"] += 1
        else:
            self.fail(item, f"it was {earlier and earlier['decision']}: {earlier and earlier['reason']}")

    def fail(self, item, why):
        self.wrong.append(f"{item['asset']} {item['patch']}: {item['decision']}, but {why}")


def main(lists, intact, parent):
    names = Folder(lists, intact).names
    before = Plan(f"{intact}.plan.json", names)
    with open(os.path.join(parent, "damages.json"), encoding="utf-8") as file:
        damages = json.load(file)
    found = []
    for damage in damages:
        original = damage["file"].removeprefix("Copy-of-")
        paths = (os.path.join(intact, original), os.path.join(parent, damage["folder"], damage["file"]))
        sources = [Source(damage["file"], read(path), names) for path in paths]
        after = Plan(os.path.join(parent, f"{damage['folder']}.plan.json"), names)
        # As in vpc.config.json of generate_plan.py.
        is_owner = original.startswith("Plant_")
        found.append(Check(damage, before, after, sources, names, is_owner).json(damage))
    json.dump(found, sys.stdout)


def read(path):
    with open(path, "rb") as file:
        return file.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
