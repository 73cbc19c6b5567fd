"""Damages one file of a folder in many ways.

    python3 mutate.py FOLDER PARENT SEED COUNT

Writes COUNT folders (`000`, `001`, ...) into PARENT: copies of FOLDER in which one file is damaged. Standard output is
JSON: a list of `folder`, `file`, `kind`, `detail`. The kinds take turns; the same seed gives the same damages.
"""

import json
import os
import random
import re
import shutil
import sys

ZERO_WIDTH = "&#x200B;"
BAD_DATES = ("20.03.2026", "2026-02-31T00:00:00Z", "2026-03-20", "", "soon")
VERSIONS = ("1", "2", "2.0", "9", "10", "1.10", "11")


class NotPossible(Exception):
    """The file has nothing that could be damaged in this way."""


class Text:
    """The text of a file, to be edited. All but UTF-16 is edited as latin-1, which keeps the bytes."""

    def __init__(self, data):
        self.encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "latin-1"
        self.value = data.decode(self.encoding)

    def replaced(self, match, text):
        return (self.value[: match.start()] + text + self.value[match.end() :]).encode(self.encoding)

    def one_of(self, rng, pattern):
        found = list(re.finditer(pattern, self.value, re.S))
        if not found:
            raise NotPossible
        return rng.choice(found)


def cut(rng, data):
    at = rng.randrange(len(data))
    return data[:at], f"at byte {at} of {len(data)}"


def bad_date(rng, data):
    text = Text(data)
    name = rng.choice(("PublishedDate", "PublishedDate", "StatusDate", "ReleasedDate"))
    date = rng.choice(BAD_DATES)
    return text.replaced(text.one_of(rng, rf"(?<=<{name}>)[^<]*"), date), f"{name} {date!r}"


def dropped_patch(rng, data):
    text = Text(data)
    match = text.one_of(rng, r"<Patch>.*?</Patch>\s*")
    return text.replaced(match, ""), re.search("<ID>(.*?)</ID>", match[0])[1]


def renamed_supplier(rng, data):
    text = Text(data)
    match = text.one_of(rng, "(?<=<Supplier>)[^<]*")
    name = rng.choice(("Hibiscus Rost", "Garonne", match[0].upper(), match[0].replace(" ", "--"), match[0] + " SE"))
    return text.replaced(match, name), name.encode("ascii", "replace").decode()


def other_encoding(rng, data):
    """The declaration stays, or goes, and the bytes are of another encoding."""
    declared = re.search(rb'encoding="([^"]*)"', data.replace(b"\0", b""))
    encoding = declared[1].decode() if declared else "iso-8859-1"
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise NotPossible from None
    if rng.randrange(3) == 0:
        text = re.sub(r"<\?xml.*?\?>\s*", "", text, count=1)
    name = rng.choice([name for name in ("utf-8", "iso-8859-1", "utf-16-le", "cp850") if name != encoding.lower()])
    return text.encode(name, "xmlcharrefreplace"), f"{encoding} as {name}"


def removed_end_tag(rng, data):
    text = Text(data)
    match = text.one_of(rng, r"</\w+>")
    return text.replaced(match, ""), match[0]


def swapped_version(rng, data):
    text = Text(data)
    match = text.one_of(rng, r"(?<=</ID>)\s*<Version>[^<]*</Version>(?=\s*<Description>)")
    version = rng.choice((*VERSIONS, None))
    return text.replaced(match, "" if version is None else f"\n<Version>{version}</Version>"), str(version)


def zero_width(rng, data):
    text = Text(data)
    match = text.one_of(rng, r"<(ID|Supplier|Platform|Version|Status)[^>]*>[^<]+")
    start = match[0].index(">") + 1
    at = start + rng.randrange(len(match[0]) - start + 1)
    return text.replaced(match, match[0][:at] + ZERO_WIDTH + match[0][at:]), match[1]


def byte_flips(rng, data):
    damaged = bytearray(data)
    if rng.randrange(3) == 0:
        places = [rng.randrange(len(data)) for _ in range(rng.randrange(1, 4))]
    else:
        # In the value of an element: most flips in tags are only not well-formed.
        step = 2 if data.startswith(b"\xff\xfe") else 1
        match = Text(data).one_of(rng, r"(?<=>)[^<\s][^<]*(?=</)")
        places = [step * rng.randrange(match.start(), match.end())]
    for place in places:
        damaged[place] ^= 1 << rng.randrange(8)
    return bytes(damaged), f"bytes {places}"


def duplicated_file(rng, data):
    """The same file twice."""
    return data, ""


def contradiction(rng, data):
    """A second statement about the same product, with another state."""
    text = Text(data)
    match = text.one_of(rng, r"<VendorProduct>.*?</VendorProduct>")
    state = rng.choice(("Approved", "Not Approved", "In Test"))
    other = re.sub("(<Status[^>]*>)[^<]*", rf"\g<1>{state}", match[0], count=1)
    return text.replaced(match, match[0] + other), state


def duplicated_identifier(rng, data):
    """A patch gets the identifier of another one."""
    text = Text(data)
    match = text.one_of(rng, r"(?<=<Patch>)\s*<ID>[^<]*</ID>")
    return text.replaced(match, text.one_of(rng, r"(?<=<Patch>)\s*<ID>[^<]*</ID>")[0]), ""


KINDS = (
    cut, bad_date, dropped_patch, renamed_supplier, other_encoding, removed_end_tag, swapped_version, duplicated_file,
    zero_width, byte_flips, contradiction, duplicated_identifier,
)


def main(folder, parent, seed, count):
    rng = random.Random(seed)
    names = sorted(os.listdir(folder))
    damages = []
    for number in range(count):
        damage = KINDS[number % len(KINDS)]
        while True:
            file = rng.choice(names)
            with open(os.path.join(folder, file), "rb") as opened:
                data = opened.read()
            try:
                damaged, detail = damage(rng, data)
                break
            except NotPossible:
                continue
        place = os.path.join(parent, f"{number:03}")
        os.makedirs(place)
        target = f"Copy-of-{file}" if damage is duplicated_file else file
        for name in names:
            if name != target:
                copy(os.path.join(folder, name), os.path.join(place, name))
        with open(os.path.join(place, target), "wb") as opened:
            opened.write(damaged)
        kind = damage.__name__.replace("_", "-")
        damages.append({"folder": f"{number:03}", "file": target, "kind": kind, "detail": detail})
    json.dump(damages, sys.stdout)


def copy(source, target):
    """A hard link where the file system has them: the files are only read."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
