"""A manuscript as it came: numbered lines, and what its file says of each."""

from dataclasses import dataclass, field

INVISIBLE = "\u200b\u2060\ufeff"
UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


@dataclass(frozen=True)
class Mark:
    """Formatting from `start` to `end` of a line: `tag` is b, i, sup, sub or a (then `href` is where it leads).

    The tag "label" marks what Word counts or draws by itself; `href` is then the number of a plain 1, 2, 3.
    """

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture that stands in a Word file, by its name in there; its bytes are read when the draft is made."""

    name: str
    sha256: str
    alt_text: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the source, exactly as written, counted from 1. A Word file says more of it than its words."""

    number: int
    text: str
    part: str = ""  # where in a Word file: "" is the main text; footnote, textbox, table
    hint: str = ""  # the name of the Kind that the file's own style gives it; "" where it says nothing
    level: str = ""  # of a heading, "2" or "3"
    cell: tuple[int, int, int] | None = None  # table, row and column, each from 0
    marks: tuple["Mark", ...] = ()
    picture: "EmbeddedPicture | None" = None
    goes_on: bool = False  # the same paragraph of a Word file as the line before: a soft break parts them
    paragraph: int = 0  # of a Word file, counted from 1; 0 in a text, which says of no line where its paragraph ends
    is_centred: bool = False
    is_bold: bool = False  # all of its ink
    size: int = 0  # of its letters, in half points; 0 where the file says nothing


@dataclass(frozen=True)
class LeftOut:
    """What a Word file holds beside its accepted text, for the ledger: a deletion, a comment, a header, a macro."""

    what: str
    text: str
    line: int = 0  # the line that it stands at; 0 where it stands nowhere
    note: str = ""  # by whom, when


@dataclass(frozen=True)
class Source:
    lines: tuple[Line, ...]
    encoding: str
    sha256: str
    left_out: tuple["LeftOut", ...] = ()
    tables: tuple[tuple[int, int], ...] = ()  # how many rows and columns each table of a Word file has
    data: bytes = field(default=b"", repr=False, compare=False)  # of a Word file, for its pictures


def is_white(character):
    """Whether a character leaves no ink: it is not counted when nothing may be lost."""
    return character.isspace() or character in INVISIBLE


def squeeze(text):
    """`text` without white space: what must be the same before and after."""
    return "".join(text.translate(UNSEEN).split())
