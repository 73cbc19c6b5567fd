"""Writes VPC files of 12 suppliers in 3 months, with the mishaps that such files have in practice.

    python3 generate.py FOLDER SEED

FOLDER gets `all` (36 files) and `month1`, `month2`, `month3` (12 files each, the same contents). Standard output is
JSON: `files` (name, supplier, month) and `mishaps` (file, kind, detail), which says what was put where. The same seed
gives the same files.

The part that each supplier plays is fixed (SUPPLIERS), what its files say is random.
"""

import json
import os
import random
import sys

MONTHS = (1, 2, 3)
PATCHES_A_MONTH = 10
POOL_A_MONTH = 24

#: A name is written with a mishap this often.
SPELLING_RATE = 0.06
#: One fact of a patch (severity, release date, restart) differs from what other suppliers say this often.
FACT_RATE = 0.08
RESTRICTION_RATE = 0.1

STATES = ("Available", "In Test", "Not Approved", "Not Applicable", "Approved", "Released")
STATE_WEIGHTS = (10, 20, 10, 10, 40, 10)
INSTALLABLE = ("Approved", "Released")
SEVERITIES = ("Critical", "Important", "Moderate", "Low", "None")

NO_BREAK_SPACE = "\u00a0"
ZERO_WIDTH_SPACE = "\u200b"

#: Name, versions, platforms of a product. "Historian" 5 is a product of two suppliers.
PRODUCTS = (
    (("Historian", ("5", "6"), ("Windows Server 2022 21H2",)), ("Größenmesser", ("2.1",), ()),
     ("Batch View", ("8.0", "8.1"), ("Windows 10 IoT", "Windows Server 2019")), ("Gateway", (), ())),
    (("Leitstand", ("3",), ("Windows Server 2022",)), ("Öfen Regelung", ("1.1", "11"), ()),
     ("Alarm Server", ("7",), ("Windows 11", "Windows Server 2022")), ("Archiv", (), ("Windows Server 2019",))),
    (("Regler Studio", ("4.0", "4.1"), ()), ("Rezept Editor", ("2",), ("Windows 10",)),
     ("Trend View", ("9",), ()), ("Kessel Schutz", ("1", "2"), ("Windows Server 2022",))),
    (("Line Control", ("10", "9"), ("Windows Server 2022",)), ("Safety Node", ("3.2",), ()),
     ("Panel Runtime", ("17",), ("Windows 10 IoT",)), ("Edge Box", (), ())),
    (("Historian", ("5",), ("Windows Server 2022 21H2",)), ("Délta Client", ("1", "2"), ()),
     ("Report Server", ("6",), ("Windows Server 2019", "Windows Server 2022")), ("OPC Bridge", (), ())),
    (("Flow Computer", ("2",), ()), ("Tank Gauge", ("5.0", "5.1"), ("Windows 10",)),
     ("Loading Rack", ("1",), ("Windows Server 2022",)), ("Fleet Manager", ("12",), ())),
    (("Brønn Vakt", ("3", "4"), ()), ("Sikker Logg", ("1.0",), ("Windows Server 2022",)),
     ("Boretårn", ("7",), ("Windows 11",)), ("Havn", (), ())),
    (("Four Rotatif", ("1",), ()), ("Contrôle Qualité", ("2", "3"), ("Windows Server 2019",)),
     ("Supervision", ("8",), ("Windows 10", "Windows 11")), ("Passerelle", (), ())),
    (("Bloom", ("1.0", "1.1"), ("Windows Server 2022",)), ("Petal Server", ("4",), ()),
     ("Röst", ("2",), ("Windows 10",)), ("Stem", (), ())),
    (("Usina", ("6", "7"), ()), ("Proteção", ("1",), ("Windows Server 2022",)),
     ("Medição", ("3.4",), ()), ("Barragem", ("2",), ("Windows Server 2019",))),
    (("Turbine Guard", ("8", "9"), ()), ("Schaufel", ("1",), ("Windows Server 2022",)),
     ("Kühlung", ("5",), ()), ("Wellen Monitor", ("2",), ("Windows 10 IoT",))),
    (("Vakt", ("1", "2"), ()), ("Kontroll Äggen", ("3",), ("Windows 11",)),
     ("Relä", ("4",), ()), ("Mätare", ("6",), ("Windows Server 2022",))),
)

#: The part of each supplier. `kind` is what its months are: editions of one publication with an identifier
#: (cumulative), publications with identifiers (monthly), the same two without identifiers (plain-cumulative, plain-monthly).
#: `suffixes` are the ends of the file names: where they run against the months, the order of files misleads.
SUPPLIERS = (
    {"name": "Nordwind Prozesstechnik", "kind": "cumulative", "versions": ("1", "2", "3")},
    {"name": "Ästhetik Anlagenbau", "kind": "cumulative", "versions": ("8", "9", "10"), "suffixes": ("c", "b", "a"),
     "encodings": ("windows-1252",) * 3},
    {"name": "Böhm Regler", "kind": "cumulative", "versions": ("2", "2", "2.1"), "encodings": ("UTF-16",) * 3},
    {"name": "Carrera Contrôls", "kind": "cumulative", "versions": ("1", "3", "2")},
    {"name": "Délta Systèmes", "kind": "monthly", "versions": ("1", "1", "1"), "encodings": ("ISO-8859-1",) * 3},
    {"name": "Édo Instruments", "kind": "monthly", "versions": ("", "", "")},
    {"name": "Fjord Sikkerhet ÆØ", "kind": "plain-cumulative", "versions": ("", "", ""), "suffixes": ("z", "m", "a")},
    {"name": "Garonne Automatismé", "kind": "plain-monthly", "versions": ("", "", ""),
     "encodings": ("UTF-8", "windows-1252", "UTF-16")},
    {"name": "Hibiscus Röst", "kind": "cumulative", "versions": ("1.9", "1.10", "1.11")},
    {"name": "Iguaçu Energia", "kind": "cumulative", "versions": ("4", "5", "5")},
    {"name": "Jötun Turbinen", "kind": "cumulative", "versions": ("1", "2", "3")},
    {"name": "Kaskad Mätteknik", "kind": "cumulative", "versions": ("1", "2", "3")},
)


def main(folder, seed):
    world = World(random.Random(seed))
    files = []
    for number, part in enumerate(SUPPLIERS):
        for name, month, data in Supplier(world, number, part).files():
            files.append({"name": name, "supplier": part["name"], "month": month})
            for place in ("all", f"month{month}"):
                os.makedirs(os.path.join(folder, place), exist_ok=True)
                with open(os.path.join(folder, place, name), "wb") as file:
                    file.write(data)
    json.dump({"files": files, "mishaps": world.mishaps}, sys.stdout, ensure_ascii=True, indent=1)


class World:
    """The patches that all suppliers choose from, and the record of mishaps."""

    def __init__(self, rng):
        self.rng = rng
        self.mishaps = []
        self.pool = {month: [] for month in MONTHS}
        for month in MONTHS:
            for number in range(POOL_A_MONTH):
                is_adobe = number % 6 == 5
                patch = {
                    "vendor": "Adobe" if is_adobe else "Microsoft",
                    "id": f"APSB26-{month}{number:02}" if is_adobe else f"KB50{month}{number:02}0{rng.randrange(10)}",
                    "severity": rng.choice(SEVERITIES),
                    "released": f"2026-{month:02}-{rng.randrange(8, 15):02}T07:00:00Z",
                    "reboot": rng.random() < 0.5,
                    "supersedes": [],
                }
                older = [other for other in self.pool.get(month - 1, ()) if other["vendor"] == patch["vendor"]]
                if older and rng.random() < 0.2:
                    patch["supersedes"] = [rng.choice(older)["id"]]
                self.pool[month].append(patch)

    def note(self, file, kind, **detail):
        self.mishaps.append({"file": file, "kind": kind, **detail})


class Supplier:
    """One supplier: what it knows (`entries`), and the files that it publishes."""

    def __init__(self, world, number, part):
        self.world = world
        self.rng = world.rng
        self.number = number
        self.part = part
        self.products = PRODUCTS[number]
        #: What the supplier says of each patch: the patch as this supplier describes it, and its product entries.
        self.patches = {}
        #: A minute for each state date, so that two dates are equal only where that is a mishap.
        self.minute = 0
        #: The patch that month 2 supersedes, and its successor: month 3 drops both.
        self.chain = ()
        #: The patch of which month 2 says what supersedes it in month 3.
        self.announced = None
        self.announced_by = None

    # --- what the months say

    def files(self):
        kind = self.part["kind"]
        listed = []
        for month in MONTHS:
            new = self.new_patches(month)
            if kind.endswith("cumulative"):
                listed = self.next_edition(month, listed, new) if listed else new
            else:
                listed = new + (self.restated(month) if kind == "monthly" else [])
            self.file = self.file_name(month)
            self.fixed_places(month, listed)
            yield self.file, month, self.written(month, listed)

    def file_name(self, month):
        suffixes = self.part.get("suffixes", tuple(f"2026-{m:02}-20" for m in MONTHS))
        return f"{self.part['name'].replace(' ', '-')}_VPC_{suffixes[month - 1]}.xml"

    def new_patches(self, month):
        keys = []
        pool = self.world.pool[month]
        # The patch that was announced comes. Two are not from Microsoft.
        chosen = [patch for patch in pool if patch["id"] == self.announced_by]
        microsoft = [patch for patch in pool if patch["vendor"] == "Microsoft" and patch not in chosen]
        chosen += self.rng.sample([patch for patch in pool if patch["vendor"] != "Microsoft"], 2)
        chosen += self.rng.sample(microsoft, PATCHES_A_MONTH - len(chosen))
        for common in sorted(chosen, key=lambda patch: patch["id"]):
            patch = dict(common, supersedes=list(common["supersedes"]), supersededBy=[])
            self.change_facts(patch, month)
            patch["entries"] = self.entries(month)
            key = (patch["vendor"], patch["id"])
            self.patches[key] = patch
            keys.append(key)
        return keys

    def change_facts(self, patch, month):
        file = self.file_name(month)
        if self.rng.random() < FACT_RATE:
            patch["severity"] = self.rng.choice([s for s in SEVERITIES if s != patch["severity"]])
            self.world.note(file, "severity", patch=patch["id"])
        if self.rng.random() < FACT_RATE:
            patch["released"] = patch["released"].replace("2026-0", "2025-0")
            self.world.note(file, "released", patch=patch["id"])
        elif self.rng.random() < FACT_RATE:
            # The same moment, written with another zone: not a contradiction.
            patch["released"] = patch["released"].replace("T07:00:00Z", "T09:00:00+02:00")
            self.world.note(file, "released-other-zone", patch=patch["id"])
        if self.rng.random() < FACT_RATE:
            patch["reboot"] = not patch["reboot"]
            self.world.note(file, "reboot", patch=patch["id"])

    def entries(self, month):
        entries = []
        for name, versions, platforms in self.products:
            if self.rng.random() < 0.2:
                continue
            if len(versions) > 1 and self.rng.random() < 0.4:
                entries += [self.entry(month, name, (version,), platforms) for version in versions]
            else:
                entries.append(self.entry(month, name, versions, platforms))
        # Each patch has a product at least, so that it is seen in the matrix.
        return entries or [self.entry(month, *self.products[0])]

    def entry(self, month, name, versions, platforms):
        state = self.rng.choices(STATES, STATE_WEIGHTS)[0]
        entry = {"product": name, "versions": versions, "platforms": platforms, "restriction": ""}
        if self.rng.random() < RESTRICTION_RATE:
            entry["restriction"] = "Only on clients."
        return self.with_state(entry, state, month)

    def with_state(self, entry, state, month):
        self.minute += 1
        day = 1 + self.rng.randrange(14)
        entry["state"] = state
        entry["date"] = f"2026-{month:02}-{day:02}T{self.minute // 60 % 24:02}:{self.minute % 60:02}:{self.number:02}Z"
        return entry

    def next_edition(self, month, before, new):
        """The patches of a later edition: the earlier ones, some of them dropped or changed, and the new ones."""
        kept = list(before)
        self.file = self.file_name(month)
        for key in before:
            for entry in self.patches[key]["entries"]:
                self.develop(entry, month)
        planned = {*self.chain, self.announced}
        microsoft = [key for key in kept if key[0] == "Microsoft" and key not in planned]
        fresh = [key for key in new if key[0] == "Microsoft" and key[1] != self.announced_by]
        self.rng.shuffle(microsoft)
        self.rng.shuffle(fresh)
        # Dropped, and nothing supersedes them.
        for key in (microsoft.pop(), microsoft.pop()):
            kept.remove(key)
            self.world.note(self.file, "dropped", patch=key[1])
        # Dropped, and a patch that is listed and approved supersedes it.
        old, successor = microsoft.pop(), fresh.pop()
        self.supersede(successor, old, "Approved", month)
        kept.remove(old)
        self.world.note(self.file, "retired", patch=old[1], by=successor[1])
        # Dropped, and the patch that supersedes it has failed.
        old, successor = microsoft.pop(), fresh.pop()
        self.supersede(successor, old, "Not Approved", month)
        kept.remove(old)
        self.world.note(self.file, "dropped-for-not-approved", patch=old[1], by=successor[1])
        # Month 2 supersedes a patch and keeps it; month 3 supersedes the successor and drops both.
        if month == 2:
            self.chain = (microsoft.pop(), fresh.pop())
            self.supersede(self.chain[1], self.chain[0], "Approved", month)
        else:
            successor = fresh.pop()
            self.supersede(successor, self.chain[1], "In Test", month)
            self.supersede(successor, self.chain[0], "In Test", month, says_so=False)
            for key in self.chain:
                kept.remove(key)
            self.world.note(self.file, "retired-chain", patches=[key[1] for key in self.chain], by=successor[1])
        # Announced in the edition before by the patch itself, not by its successor.
        if month == 2:
            self.announced = microsoft.pop()
            self.announced_by = next(p["id"] for p in self.world.pool[3] if p["vendor"] == "Microsoft")
            self.patches[self.announced]["supersededBy"] = [self.announced_by]
        else:
            kept.remove(self.announced)
            self.world.note(self.file, "announced", patch=self.announced[1], by=self.announced_by)
        # A product that is gone from a patch.
        for key in kept:
            entries = self.patches[key]["entries"]
            if key not in self.chain and len(entries) > 2:
                gone = entries.pop(self.rng.randrange(len(entries)))
                self.world.note(self.file, "product-gone", patch=key[1], product=gone["product"])
                break
        return kept + new

    def develop(self, entry, month):
        moves = {
            "Available": ("In Test", "Available", "Not Applicable"),
            "In Test": ("In Test", "Approved", "Not Approved", "Approved"),
            "Not Approved": ("Not Approved", "Not Approved", "In Test"),
            "Not Applicable": ("Not Applicable",),
            "Approved": ("Approved",) * 12 + ("Not Approved", "In Test", "Released"),
            "Released": ("Released",) * 12 + ("Not Approved",),
        }
        state = self.rng.choice(moves.get(entry["state"], (entry["state"],)))
        if state != entry["state"]:
            if entry["state"] in INSTALLABLE and state not in INSTALLABLE:
                self.world.note(self.file, "withdrawn", product=entry["product"], state=state)
            self.with_state(entry, state, month)

    def supersede(self, successor, old, state, month, says_so=True):
        patch = self.patches[successor]
        if says_so:
            patch["supersedes"] = [*patch["supersedes"], old[1]]
        wanted = [dict(entry, restriction="") for entry in self.patches[old]["entries"]]
        names = {entry["product"] for entry in wanted}
        patch["entries"] = [e for e in patch["entries"] if e["product"] not in names]
        patch["entries"] += [self.with_state(entry, state, month) for entry in wanted]

    def restated(self, month):
        """A monthly publication repeats some older patches where their states have changed."""
        file = self.file_name(month)
        older = [key for key in self.patches if self.patches[key]["released"][5:7] < f"{month:02}"]
        chosen = self.rng.sample(older, min(3, len(older)))
        for number, key in enumerate(chosen):
            patch = self.patches[key]
            for entry in patch["entries"]:
                if number == 0 and entry["state"] in INSTALLABLE:
                    self.world.note(file, "withdrawn", patch=key[1], product=entry["product"])
                    self.with_state(entry, "Not Approved", month)
                elif entry["state"] not in INSTALLABLE:
                    self.with_state(entry, "Approved", month)
            if number == 1 and month == 3:
                # Without state dates: the date of the publication decides.
                for entry in patch["entries"]:
                    entry["date"] = ""
                self.world.note(file, "no-state-date", patch=key[1])
        return chosen

    def fixed_places(self, month, listed):
        """What exists once, at a fixed place."""
        name = self.part["name"]
        if name.startswith("Nordwind") and month == 3:
            self.duplicate(listed[0], same_date=True)
        if name.startswith("Fjord") and month == 3:
            self.duplicate(listed[1], same_date=False)
        if name.startswith("Böhm") and month == 3:
            entry = self.patches[listed[2]]["entries"][0]
            self.with_state(entry, "Conditionally approved", month)["list"] = "urn:bohm:states"
            self.world.note(self.file, "own-code-list", patch=listed[2][1])
        if name.startswith("Édo") and month > 1:
            if month == 2:
                self.both = listed[0]
            elif self.both not in listed:
                listed.append(self.both)
            entry = self.patches[self.both]["entries"][0]
            state = ("Approved", "Not Approved")[month - 2]
            entry.update(state=state, date="2026-02-11T11:11:11Z")
            if month == 3:
                self.world.note(self.file, "same-day-contradiction", patch=self.both[1])

    def duplicate(self, key, same_date):
        entries = self.patches[key]["entries"]
        first = entries[0]
        self.with_state(first, "Approved", 3)
        second = dict(first, state="Not Approved", restriction="")
        if not same_date:
            second["date"] = first["date"].replace("2026-03", "2026-02")
        entries.insert(0, second)
        self.world.note(self.file, "duplicate-same-date" if same_date else "duplicate-older", patch=key[1])

    # --- how it is written

    def written(self, month, listed):
        name = self.part["name"]
        text = self.document(month, listed)
        encoding = self.part.get("encodings", ("UTF-8",) * 3)[month - 1]
        if name.startswith("Hibiscus") and month == 3:
            text = text.replace("<Status>Approved</Status>", "<Status>Aproved</Status>", 1)
            start = text.index("<StatusDate>") + len("<StatusDate>")
            text = text[:start] + "31.02.2026" + text[text.index("</StatusDate>", start) :]
            self.world.note(self.file, "schema-invalid")
        if name.startswith("Kaskad") and month == 2:
            self.world.note(self.file, "html")
            return b"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>Login</body></html>"
        if encoding != "UTF-8":
            self.world.note(self.file, "encoding", name=encoding)
        declared = f'<?xml version="1.0" encoding="{encoding}"?>\n' + text
        # Python writes the byte order mark for "UTF-16". Characters that an encoding lacks become references.
        data = declared.encode(encoding, "xmlcharrefreplace")
        if name.startswith("Nordwind") and month == 2:
            data = b"\xef\xbb\xbf" + data
            self.world.note(self.file, "byte-order-mark")
        if name.startswith("Kaskad") and month == 3:
            data = ('<?xml version="1.0"?>\n' + text).encode("iso-8859-1", "xmlcharrefreplace")
            self.world.note(self.file, "undecodable")
        if name.startswith("Jötun") and month == 3:
            data = data[: len(data) // 2]
            self.world.note(self.file, "truncated")
        return data

    def document(self, month, listed):
        part = self.part
        lines = ["<PatchData>"]
        if part["kind"] == "cumulative":
            identifier = f"{part['name'].split()[0].upper()}-ALL"
            # The identifier, too, is written in another way once.
            lines.append(element("ID", identifier.lower() if self.number == 0 and month == 3 else identifier))
        elif part["kind"] == "monthly":
            lines.append(element("ID", f"{part['name'].split()[0].upper()}-2026-{month:02}"))
        if part["versions"][month - 1]:
            lines.append(element("Version", part["versions"][month - 1]))
        lines.append(element("Description", f"Prüfergebnisse, Monat {month}"))
        lines.append(element("PublishedDate", self.published(month)))
        lines.append(element("Supplier", self.spelled(part["name"], force=self.number == 0 and month == 2)))
        for vendor in sorted({key[0] for key in listed}):
            keys = [key for key in listed if key[0] == vendor]
            # One vendor in two parts, which are spelled in two ways.
            cut = len(keys) // 2 if vendor == "Microsoft" and self.number == 2 else len(keys)
            self.vendor(lines, vendor, keys[:cut], month)
            if keys[cut:]:
                self.world.note(self.file, "vendor-twice")
                self.vendor(lines, vendor.upper(), keys[cut:], month)
        lines.append("</PatchData>")
        return "\n".join(lines) + "\n"

    def published(self, month):
        name = self.part["name"]
        if name.startswith("Iguaçu") and month == 3:
            self.world.note(self.file, "unreadable-date")
            return "20.03.2026"
        if name.startswith("Édo") and month == 3:
            month = 2
        return f"2026-{month:02}-20T12:00:{self.number:02}Z"

    def vendor(self, lines, vendor, keys, month):
        written = "MICROSOFT" if vendor == "Microsoft" and self.number == 5 else self.spelled(vendor)
        lines += ["  <PatchVendor>", "    " + element("ID", written)]
        for key in keys:
            self.patch(lines, self.patches[key], month)
        lines.append("  </PatchVendor>")

    def patch(self, lines, patch, month):
        put = lambda name, text: lines.append("      " + element(name, text))
        lines.append("    <Patch>")
        put("ID", self.spelled(patch["id"]))
        put("Title", f"Aktualisierung für {patch['id']} & mehr")
        put("PatchType", "Security")
        put("Severity", patch["severity"])
        put("ReleasedDate", patch["released"])
        for other in dict.fromkeys(patch["supersedes"]):
            put("SupersedesID", self.spelled(other))
        for other in patch["supersededBy"]:
            put("SupersededByID", self.spelled(other))
        truth = ("true", "1") if patch["reboot"] else ("false", "0")
        put("RebootRequired", self.rng.choice(truth))
        for entry in patch["entries"]:
            self.product(lines, entry)
        lines.append("    </Patch>")

    def product(self, lines, entry):
        put = lambda name, text, **attributes: lines.append("        " + element(name, text, **attributes))
        lines.append("      <VendorProduct>")
        put("ID", self.spelled(entry["product"]))
        for version in entry["versions"]:
            put("Version", version)
        for platform in entry["platforms"]:
            put("Platform", self.spelled(platform))
        put("Status", entry["state"], **({"listID": entry["list"]} if "list" in entry else {}))
        if entry["date"]:
            put("StatusDate", entry["date"])
        if entry["restriction"]:
            put("Restriction", entry["restriction"])
        if entry["state"] == "Not Approved":
            put("Comment", "Stops the station.")
        lines.append("      </VendorProduct>")

    def spelled(self, name, force=False):
        """The name, sometimes in a spelling that must not matter."""
        if not force and self.rng.random() >= SPELLING_RATE:
            return name
        middle = 1 + self.rng.randrange(len(name) - 1)
        ways = {
            "upper": name.upper(),
            "lower": name.lower(),
            "hyphen": name.replace(" ", "-", 1),
            "no-break-space": name.replace(" ", NO_BREAK_SPACE, 1),
            "two-spaces": name.replace(" ", "  ", 1),
            "zero-width": name[:middle] + ZERO_WIDTH_SPACE + name[middle:],
            "full-width": "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in name),
        }
        if name.startswith("KB"):
            ways["no-prefix"] = name[2:]
        kind = self.rng.choice([way for way, text in ways.items() if text != name])
        self.world.note(self.file, f"spelling-{kind}", name=name)
        return ways[kind]


def element(name, text, **attributes):
    written = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{escaped(text)}</{name}>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
