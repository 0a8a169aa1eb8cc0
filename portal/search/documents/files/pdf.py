"""The text of a PDF file, its lines joined to paragraphs."""

import re
import unicodedata

import pypdfium2

MAX_PAGES = 500
FULL = 0.6  # of the longest line of a page: a line as long as that goes on in the next one
ENDS = "。！？；：…!?;:）)”》」』"
WORD_AT_END, WORD_AT_START = re.compile(r"[A-Za-z0-9]$"), re.compile(r"^[A-Za-z0-9]")


def read_pdf(data, longest):
    """Return (text, note): at most `longest` characters of at most 500 pages. Raises what the reader raises."""
    document = pypdfium2.PdfDocument(data)
    parts, length, note = [], 0, ""
    for number in range(len(document)):
        if number == MAX_PAGES or length >= longest:
            note = f"只读取了前{number}页，全文共{len(document)}页。"
            break
        page = document[number]
        words = page.get_textpage()
        text = "\n".join(paragraphs(words.get_text_bounded()))
        words.close()
        page.close()
        parts.append(text)
        length += len(text)
    return "\n".join(part for part in parts if part), note


def paragraphs(text):
    """The lines of one page, joined where a line was broken because the paper ended."""
    lines = [line for line in (_clean(line) for line in text.splitlines()) if line]
    full = max(map(len, lines), default=0) * FULL
    joined, goes_on = [], False
    for line in lines:
        if goes_on:
            gap = " " if WORD_AT_END.search(joined[-1]) and WORD_AT_START.search(line) else ""
            joined[-1] += gap + line
        else:
            joined.append(line)
        goes_on = len(line) >= full and line[-1] not in ENDS
    return joined


def _clean(line):
    """Without control characters, private signs of fonts and halves of characters."""
    kept = (c if c == "\t" or unicodedata.category(c) not in ("Cc", "Co", "Cs", "Cn") else "" for c in line)
    return " ".join("".join(kept).split())
