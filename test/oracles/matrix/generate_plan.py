"""Writes what an asset owner has: the files of 13 suppliers in 3 months, the owner's own files, and the lists of its assets.

    python3 generate_plan.py FOLDER SEED [ASSETS]

FOLDER gets `received`, `assets.csv`, `installed.csv` and `vpc.config.json`. The files are those of generate.py, in which
patches need and replace each other, also over suppliers, and are for platforms. The same seed gives the same files.
"""

import csv
import json
import os
import random
import sys

# Nothing is written beside the scripts.
sys.dont_write_bytecode = True
from generate import PRODUCTS, SPELLING_RATE, STATES, SUPPLIERS, Supplier, World, element  # noqa: E402

ASSETS = 200
#: How often a patch needs another one, replaces one more, is for a platform; how often a supplier says so.
NEEDS_RATE, REPLACES_RATE, TARGET_RATE, SAID_RATE = 0.12, 0.15, 0.1, 0.8
#: How often there is a statement about all versions beside one about a version.
OVERLAP_RATE = 0.2
#: How often a name in a list is left out, is unknown, or is another name of the same thing.
LEFT_OUT_RATE, UNKNOWN_RATE, ALIAS_RATE = 0.25, 0.06, 0.3
INSTALLED_RATES = (30, 20, 15, 15, 10, 5, 5)

OWNER_STATES = ("In Internal Test", "Not Authorized", "Authorized", "Effective", "Installed")
ALIASES = {
    "suppliers": {"Nordwind Prozesstechnik": ["Nordwind"], "Hibiscus Röst": ["Hibiscus", "HR Automation"]},
    "vendors": {"Microsoft": ["MSFT"]},
    "products": {"Batch View": ["BatchView Pro"], "Bloom": ["Bloom DCS"]},
}
FIRMWARE = "Zeta Firmware"
FIRMWARE_PRODUCTS = (("Zeta Controller", ("1", "2"), ()), ("Historian", ("6",), ()), ("Batch View", (), ()))


class Related(Supplier):
    """A supplier whose patches need and replace others, and are for platforms: `relations` by identifier."""

    def __init__(self, world, number, part, relations, rng):
        super().__init__(world, number, part)
        self.relations = relations
        self.own_rng = rng

    def patch(self, lines, patch, month):
        own = []
        super().patch(own, patch, month)
        at = 1 + next(i for i, line in enumerate(own) if "<ReleasedDate>" in line)
        said = [
            element(name, text)
            for name, text in self.relations.get(patch["id"], ())
            if self.own_rng.random() < SAID_RATE
        ]
        order = ("TargetProduct", "PrerequisiteID", "SupersedesID", "SupersededByID")
        old = [own.pop(at).strip() for _ in range(len(own)) if own[at].lstrip().startswith("<Supersede")]
        both = sorted(dict.fromkeys([*said, *old]), key=lambda line: order.index(line[1 : line.index(">")]))
        lines += own[:at] + ["      " + line for line in both] + own[at:]


def relations_of(pool, rng):
    """Elements by identifier of the patch: what it needs, replaces and is for."""
    platforms = sorted({platform for products in PRODUCTS for _, _, platforms in products for platform in platforms})
    every = [patch for month in pool.values() for patch in month]
    found = {patch["id"]: [] for patch in every}
    for patch in every:
        own = found[patch["id"]]
        older = [p for p in every if p["released"] < patch["released"] and p["vendor"] == patch["vendor"]]
        if rng.random() < NEEDS_RATE:
            other = rng.choice(every)["id"] if rng.random() < 0.8 else f"KB99{rng.randrange(10)}"
            own.append(("PrerequisiteID", other))
        if older and rng.random() < REPLACES_RATE:
            other = rng.choice(older)["id"]
            own.append(("SupersedesID", other))
            if rng.random() < 0.15:
                # It needs what it replaces.
                own.append(("PrerequisiteID", other))
            if rng.random() < 0.15:
                # They replace each other.
                found[other].append(("SupersedesID", patch["id"]))
        if older and rng.random() < REPLACES_RATE / 3:
            found[rng.choice(older)["id"]].append(("SupersededByID", patch["id"]))
        if rng.random() < TARGET_RATE:
            own.append(("TargetProduct", rng.choice(platforms)))
    return found


class Lists:
    """The owner's own files and lists."""

    def __init__(self, folder, pool, assets, rng):
        self.folder = folder
        self.numbers = range(assets)
        self.rng = rng
        self.patches = [patch for month in pool.values() for patch in month]
        self.products = [
            (SUPPLIERS[number]["name"], *product) for number, products in enumerate(PRODUCTS) for product in products
        ] + [(FIRMWARE, *product) for product in FIRMWARE_PRODUCTS]

    def firmware(self):
        """A supplier that makes patches itself, and says which of those of others they need and replace."""
        for month in (1, 2, 3):
            lines = ["<PatchData>", element("ID", "ZETA"), element("Version", str(month))]
            lines += [element("PublishedDate", f"2026-{month:02}-21T08:00:00Z"), element("Supplier", FIRMWARE)]
            lines += ["<PatchVendor>", element("ID", "Zeta")]
            for number in range(6):
                related = []
                if number > 0 and self.rng.random() < 0.5:
                    related.append(element("PrerequisiteID", self.rng.choice((f"FW-{number - 1}", self.any_patch()["id"]))))
                if number > 1 and self.rng.random() < 0.5:
                    related.append(element("SupersedesID", f"FW-{self.rng.randrange(number - 1)}"))
                self.patch(lines, f"FW-{number}", related, STATES, FIRMWARE_PRODUCTS)
            lines += ["</PatchVendor>", "<PatchVendor>", element("ID", "Microsoft")]
            for patch in [p for p in self.rng.sample(self.patches, 12) if p["vendor"] == "Microsoft"]:
                self.patch(lines, patch["id"], [], STATES, FIRMWARE_PRODUCTS)
            self.write(f"Zeta-Firmware_VPC_2026-{month:02}-21.xml", [*lines, "</PatchVendor>", "</PatchData>"])

    def owned(self):
        """Two editions of the owner's own file, and another publication."""
        for number, identifier in enumerate(("PLANT", "PLANT", "PLANT-2")):
            lines = ["<PatchData>", element("ID", identifier), element("Version", str(number + 1))]
            lines += [element("PublishedDate", f"2026-03-{22 + number}T08:00:00Z"), element("Supplier", "Plant")]
            lines += ["<PatchVendor>", element("ID", self.rng.choice(("Microsoft", "MSFT")))]
            for patch in [p for p in self.rng.sample(self.patches, 30) if p["vendor"] == "Microsoft"]:
                own = [self.any_product()[1:] for _ in range(3)]
                self.patch(lines, patch["id"], [], OWNER_STATES, own)
            self.write(f"Plant_{number}.xml", [*lines, "</PatchVendor>", "</PatchData>"])

    def patch(self, lines, identifier, related, states, products):
        lines += ["<Patch>", element("ID", identifier), element("Title", identifier)]
        lines += [element("ReleasedDate", "2026-01-12T07:00:00Z"), *related]
        for minute, (product, versions, platforms) in enumerate(products):
            if self.happens(0.25):
                continue
            self.product(lines, minute, product, [version for version in versions if self.happens(0.8)], platforms, states)
            if versions and self.happens(OVERLAP_RATE):
                self.product(lines, minute, product, (), (), states)
        lines.append("</Patch>")

    def product(self, lines, minute, product, versions, platforms, states):
        lines += ["<VendorProduct>", element("ID", product)]
        lines += [element("Version", version) for version in versions]
        lines += [element("Platform", platform) for platform in platforms if self.happens(0.8)]
        lines += [element("Status", self.rng.choice(states))]
        lines += [element("StatusDate", f"2026-03-20T08:{minute:02}:00Z")]
        if self.happens(0.15):
            lines.append(element("Restriction", "Stop the server first."))
        lines.append("</VendorProduct>")

    def write(self, name, lines):
        with open(os.path.join(self.folder, "received", name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def any_patch(self):
        return self.rng.choice(self.patches)

    def any_product(self):
        return self.rng.choice(self.products)

    def assets(self):
        for number in self.numbers:
            for _ in range(self.rng.choices((1, 2, 3), (60, 30, 10))[0]):
                supplier, product, versions, platforms = self.any_product()
                yield (
                    f"PC{number:03}",
                    f"Cell {number % 5}",
                    "" if self.happens(LEFT_OUT_RATE) else self.named("suppliers", supplier),
                    "Unknown Station" if self.happens(UNKNOWN_RATE) else self.named("products", product),
                    self.one_of(versions, "99"),
                    self.one_of(platforms, "Windows 7"),
                )

    def one_of(self, names, unknown):
        if self.happens(UNKNOWN_RATE):
            return unknown
        return "" if not names or self.happens(LEFT_OUT_RATE) else self.rng.choice(names)

    def named(self, kind, name):
        """The name as one writes it: another name of it, another spelling."""
        if name in ALIASES[kind] and self.happens(ALIAS_RATE):
            return self.rng.choice(ALIASES[kind][name])
        return self.rng.choice((name.upper(), name.replace(" ", "-"))) if self.happens(SPELLING_RATE) else name

    def installed(self):
        for number in self.numbers:
            for _ in range(self.rng.choices(range(len(INSTALLED_RATES)), INSTALLED_RATES)[0]):
                patch = self.any_patch()
                vendor = self.rng.choice(("", "", patch["vendor"]))
                name = patch["id"]
                if self.happens(UNKNOWN_RATE):
                    vendor, name = "", f"KB99{self.rng.randrange(10)}"
                elif self.happens(UNKNOWN_RATE):
                    vendor, name = "", f"FW-{self.rng.randrange(6)}"
                elif name.startswith("KB") and self.happens(ALIAS_RATE):
                    name = name[2:]
                day = "" if self.happens(LEFT_OUT_RATE) else f"2026-03-{self.rng.randrange(1, 29):02}"
                yield f"PC{number:03}", name, day, vendor

    def happens(self, rate):
        return self.rng.random() < rate

    def table(self, name, head, rows):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])


def main(folder, seed, assets=ASSETS):
    os.makedirs(os.path.join(folder, "received"))
    world = World(random.Random(seed))
    rng = random.Random(seed + 1)
    relations = relations_of(world.pool, rng)
    for number, part in enumerate(SUPPLIERS):
        for name, _, data in Related(world, number, part, relations, rng).files():
            with open(os.path.join(folder, "received", name), "wb") as file:
                file.write(data)
    lists = Lists(folder, world.pool, assets, rng)
    lists.firmware()
    lists.owned()
    lists.table("assets.csv", ("asset", "zone", "supplier", "product", "version", "platform"), lists.assets())
    lists.table("installed.csv", ("asset", "patch", "date", "vendor"), lists.installed())
    with open(os.path.join(folder, "vpc.config.json"), "w", encoding="utf-8") as file:
        json.dump({"owner": ["Plant_*.xml"], "aliases": ALIASES}, file)
    json.dump({"mishaps": world.mishaps}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
