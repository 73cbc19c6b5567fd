"""Reads VPC files of the reference vocabulary: bytes, text, XML, validity, facts and statements.

Written from the specification and from the schema alone, to be compared with the command line. `D1`, `D2`, ... are
decisions where the specification is silent.
"""

import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


# --- names


def is_invisible(character):
    """Format characters (zero-width, soft hyphen, bidi), variation selectors, combining grapheme joiner."""
    code = ord(character)
    return unicodedata.category(character) == "Cf" or code == 0x34F or 0xFE00 <= code <= 0xFE0F


def visible(text):
    return "".join(character for character in text if not is_invisible(character))


def normalised(name):
    """NFKC, case folded, without invisible characters; runs of spaces and punctuation (category P) are one space."""
    folded = unicodedata.normalize("NFKC", visible(unicodedata.normalize("NFKC", name)).casefold())
    spaced = "".join(" " if c.isspace() or unicodedata.category(c)[0] == "P" else c for c in folded)
    return " ".join(spaced.split())


def normalised_version(version):
    """D1: a version is a name, too, but its punctuation counts: 1.1 is not 11, 5 is not 5.0, V8 is v8."""
    return " ".join(visible(unicodedata.normalize("NFKC", version)).casefold().split())


class Names:
    """Keys of names. `aliases` are those of a configuration: for suppliers, vendors, products, patches, the other names of each name."""

    def __init__(self, aliases=None):
        self.aliases = {
            kind: {normalised(other): name for name, others in names.items() for other in others}
            for kind, names in (aliases or {}).items()
        }

    def key(self, kind, name):
        return normalised(self.aliases.get(kind, {}).get(normalised(name), name))

    def patch(self, vendor, identifier):
        """D2: of Microsoft, "KB 5", "KB-5", "kb5" and "5" are one; the prefix is left out only before a digit."""
        vendor, identifier = self.key("vendors", vendor), self.key("patches", identifier)
        if vendor == "microsoft":
            identifier = re.sub(r"^kb ?(?=\d)", "", identifier)
        return (vendor, identifier)


PLAIN_NAMES = Names()


# --- dates

DATE = re.compile(
    r"-?(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII
)


def instant(text):
    """Seconds from the year 0 of an xs:dateTime, as a fraction; `None` if it is not one. D3: no zone means UTC."""
    text = text.strip(" \t\r\n")
    match = DATE.fullmatch(text)
    if not match or text.startswith("-"):
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1] or minute > 59 or second > 59:
        return None
    fraction = Fraction("0" + match[7]) if match[7] else Fraction(0)
    if hour > 24 or (hour == 24 and (minute or second or fraction)):
        return None
    days = year * 365 + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + sum(lengths[: month - 1]) + day
    offset = 0
    if match[8] and match[8] != "Z":
        offset = (int(match[8][1:3]) * 60 + int(match[8][4:])) * (-60 if match[8][0] == "-" else 60)
    return days * 86400 + hour * 3600 + minute * 60 + second + fraction - offset


# --- bytes

#: D4: encodings that are read; any other name is undecodable. A byte order mark goes before a declaration.
ENCODING = re.compile(r"utf-?8|utf-?16|us-ascii|iso-8859-\d{1,2}|windows-125\d|iso-?10646-ucs-2", re.I)
DECLARATION = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")


class Unread(Exception):
    """Why a file contributes nothing: `undecodable`, `ill-formed` or `other-root`."""


def decoded(data):
    if data.startswith(b"\xef\xbb\xbf"):
        return strict(data[3:], "utf-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return strict(data, "utf-16")
    # D5: UTF-16 without a mark is certain where the text starts with "<" (XML 1.0, appendix F).
    if data.startswith(b"<\0"):
        return strict(data, "utf-16-le")
    if data.startswith(b"\0<"):
        return strict(data, "utf-16-be")
    declared = DECLARATION.match(data)
    encoding = declared[1].decode("ascii", "replace") if declared else "utf-8"
    if not ENCODING.fullmatch(encoding) or encoding.lower().startswith(("utf-16", "utf16", "iso-10646", "iso10646")):
        raise Unread("undecodable")
    return strict(data, encoding)


def strict(data, encoding):
    """D6: bytes that an encoding does not define (0x81 in windows-1252) are undecodable, as in UTF-8."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise Unread("undecodable") from None


# --- XML


def parsed(text):
    """The root element. D7: a file whose root is another is not a VPC file, well-formed or not."""
    first = re.search(r"<([^\s/>?!][^\s/>]*)", text)
    if first and first[1].split(":")[-1].lower() == "html":
        raise Unread("other-root")
    # A second byte order mark is text before the root. The parser itself would pass over it.
    if text.startswith("\ufeff"):
        raise Unread("ill-formed")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        raise Unread("ill-formed") from None
    if root.tag.rsplit("}", 1)[-1] != "PatchData":
        raise Unread("other-root")
    return root


# --- validity (the reference schema, which is applied to the namespace of the root)

IDENTIFIER, TEXT, CODE, DATE_TIME, INDICATOR = "identifier", "text", "code", "date", "indicator"
MANY = 10**9
MODELS = {
    "PatchData": (
        ("ID", 0, 1, IDENTIFIER), ("Version", 0, 1, IDENTIFIER), ("Description", 0, MANY, TEXT),
        ("PublishedDate", 1, 1, DATE_TIME), ("Supplier", 1, 1, IDENTIFIER), ("SupplierURL", 0, 1, TEXT),
        ("PatchVendor", 1, MANY, "PatchVendor"),
    ),
    "PatchVendor": (
        ("ID", 1, 1, IDENTIFIER), ("Description", 0, MANY, TEXT), ("URL", 0, 1, TEXT), ("Patch", 0, MANY, "Patch"),
    ),
    "Patch": (
        ("ID", 1, 1, IDENTIFIER), ("Title", 1, MANY, TEXT), ("Description", 0, MANY, TEXT), ("PatchType", 0, 1, CODE),
        ("Severity", 0, 1, CODE), ("ReleasedDate", 1, 1, DATE_TIME), ("RevisedDate", 0, 1, DATE_TIME),
        ("BulletinID", 0, MANY, IDENTIFIER), ("VulnerabilityID", 0, MANY, IDENTIFIER),
        ("TargetProduct", 0, MANY, IDENTIFIER), ("PrerequisiteID", 0, MANY, IDENTIFIER),
        ("SupersedesID", 0, MANY, IDENTIFIER), ("SupersededByID", 0, MANY, IDENTIFIER),
        ("InformationURL", 0, 1, TEXT), ("DownloadURL", 0, MANY, TEXT), ("FileHash", 0, MANY, IDENTIFIER),
        ("RebootRequired", 0, 1, INDICATOR), ("Removable", 0, 1, INDICATOR),
        ("VendorProduct", 0, MANY, "VendorProduct"),
    ),
    "VendorProduct": (
        ("ID", 1, 1, IDENTIFIER), ("Version", 0, MANY, IDENTIFIER), ("Platform", 0, MANY, IDENTIFIER),
        ("Status", 1, 1, CODE), ("StatusDate", 0, 1, DATE_TIME), ("RebootRequired", 0, 1, INDICATOR),
        ("Restriction", 0, MANY, TEXT), ("Comment", 0, MANY, TEXT), ("ReferenceURL", 0, 1, TEXT),
    ),
}
ATTRIBUTES = {
    IDENTIFIER: "schemeID schemeAgencyID schemeVersionID schemeName schemeAgencyName schemeDataURI schemeURI",
    TEXT: "languageID languageLocaleID",
    CODE: "listID listAgencyID listVersionID listAgencyName listName name languageID listURI listSchemeURI",
    DATE_TIME: "format",
    INDICATOR: "format",
}
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
TRUTH = {"true": True, "1": True, "false": False, "0": False}


def is_valid(element, kind="PatchData"):
    """D8: a state that is not in the list is not invalid: the schema leaves codes open. It is an unknown word."""
    model = MODELS.get(kind)
    attributes = [name for name in element.attrib if not name.startswith(XSI)]
    if model is None:
        if len(element) > 0 or not set(attributes) <= set(ATTRIBUTES[kind].split()):
            return False
        if not LANGUAGE.fullmatch(element.get("languageID", "en").strip(" \t\r\n")):
            return False
        if kind == DATE_TIME:
            return instant(element.text or "") is not None
        return kind != INDICATOR or (element.text or "").strip(" \t\r\n") in TRUTH
    if attributes or any((text or "").strip(" \t\r\n") for text in (element.text, *(c.tail for c in element))):
        return False
    namespace = element.tag.rpartition("}")[0]
    children = list(element)
    position = 0
    for name, least, most, type_name in model:
        count = 0
        while position < len(children) and children[position].tag == (namespace + "}" + name if namespace else name):
            if not is_valid(children[position], type_name):
                return False
            position += 1
            count += 1
        if not least <= count <= most:
            return False
    # Elements of other namespaces are allowed at the end.
    rest = children[position:]
    return all(child.tag.startswith("{") and child.tag.rpartition("}")[0] != namespace for child in rest)


# --- the model


class Source:
    """One file. `unread` is why it contributes nothing, or `None`."""

    def __init__(self, name, data, names=PLAIN_NAMES):
        self.name = name
        self.names = names
        self.unread = None
        self.supplier = ""
        try:
            root = parsed(decoded(data))
        except Unread as reason:
            self.unread = str(reason)
            return
        self.valid = is_valid(root)
        self.supplier_text = first(root, "Supplier")
        self.supplier = names.key("suppliers", self.supplier_text)
        self.document = normalised(first(root, "ID"))
        self.version_text = first(root, "Version")
        self.version = version_segments(self.version_text)
        self.published_text = first(root, "PublishedDate")
        self.published = instant(self.published_text)
        self.patches = [
            Patch(first(vendor, "ID"), patch, self)
            for vendor in children(root, "PatchVendor")
            for patch in children(vendor, "Patch")
            # D9: what has no identifier (none, or only whitespace and invisible characters) is not sound.
            if normalised(first(patch, "ID"))
        ]
        #: Whether a statement has no patch or no product: it is not known what it is about.
        self.has_unnamed = any(
            not normalised(first(patch, "ID")) or not normalised(first(product, "ID"))
            for vendor in children(root, "PatchVendor")
            for patch in children(vendor, "Patch")
            for product in children(patch, "VendorProduct")
        )
        self.keys = {patch.key for patch in self.patches}


class Patch:
    def __init__(self, vendor, element, source):
        key = source.names.patch
        self.names = (vendor, first(element, "ID"))
        self.key = key(*self.names)
        self.severity = normalised(first(element, "Severity"))
        # D10: two release dates agree if they are the same moment, however it is written.
        self.released = instant(first(element, "ReleasedDate"))
        self.reboot = TRUTH.get(first(element, "RebootRequired"))
        related = lambda name: {key(vendor, text(child)) for child in children(element, name)}
        self.supersedes = frozenset(related("SupersedesID"))
        self.superseded_by = frozenset(related("SupersededByID"))
        self.prerequisites = [text(child) for child in children(element, "PrerequisiteID")]
        self.targets = frozenset(normalised(text(child)) for child in children(element, "TargetProduct"))
        self.statements = [
            statement
            for product in children(element, "VendorProduct")
            if normalised(first(product, "ID"))
            for statement in statements(product, source)
        ]


class Statement:
    def __init__(self, source, column, names, state, date, date_text, restrictions):
        self.source = source
        self.column = column
        self.names = names
        self.state = state
        self.date = date
        self.date_text = date_text
        self.restrictions = restrictions
        self.restricted = len(restrictions) > 0


def statements(product, source):
    """One statement for each version and platform; without either, one for the product as such."""
    name = first(product, "ID")
    # D11: several states in one entry are not valid; the worst holds. No state at all is an unknown word.
    state = min((text(child) for child in children(product, "Status")), key=rank, default="")
    date_text = first(product, "StatusDate")
    restrictions = [text(child) for child in children(product, "Restriction") if text(child)]
    for version in [text(child) for child in children(product, "Version")] or [""]:
        for platform in [text(child) for child in children(product, "Platform")] or [""]:
            product_key = source.names.key("products", name)
            column = (source.supplier, product_key, normalised_version(version), normalised(platform))
            names = (source.supplier_text, name, version, platform)
            yield Statement(source, column, names, state, instant(date_text), date_text, restrictions)


def version_segments(version):
    """Numbers and words of a version; `None` without one."""
    found = re.findall(r"\d+|[^\W\d_]+", normalised_version(version))
    return [int(part) if part.isdecimal() else part for part in found] or None


def children(element, name):
    namespace = element.tag.rpartition("}")[0]
    return element.findall(namespace + "}" + name if namespace else name)


def first(element, name):
    return next((text(child) for child in children(element, name)), "")


def text(element):
    return "".join(element.itertext()).strip(" \t\r\n")


# --- states, worst first

UNKNOWN_RANK = 1
RANKS = {
    "Not Approved": 0, "Not Authorized": 0,
    "In Test": 2, "In Internal Test": 2,
    "Available": 3,
    "Not Applicable": 4,
    "Approved": 5, "Released": 5, "Authorized": 5, "Effective": 5, "Installed": 5,
}
INSTALLABLE_RANK = 5


def rank(state):
    """D12: a state is the exact word. "approved" and "Appro[U+200B]ved" are unknown words, worse than In Test."""
    return RANKS.get(state, UNKNOWN_RANK)
