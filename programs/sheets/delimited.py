"""CSV files as spreadsheet programs save them, read line by line: whatever a file holds, little of it is in memory."""

import csv
import io

from media.encodings import encoding_of

from .archives import SheetRefused

LONGEST_LINE = 1 << 20  # characters
MAX_FIELDS = 16_384  # in one row; Excel has no more columns
NO_CSV = "文件内容不是 CSV。请另存为“CSV UTF-8”或 .xlsx 后再上传。"


def csv_rows(file, delimiter=","):
    """Yield the texts of each row of `file`, which is open for bytes. Raises SheetRefused, in Chinese."""
    encoding = encoding_of(file)
    if file.read(4) == b"PK\x03\x04":
        raise SheetRefused(NO_CSV)
    file.seek(0)
    if encoding is None:
        raise SheetRefused("CSV 的编码无法识别。请另存为“CSV UTF-8”或 .xlsx 后再上传。")
    stream = io.TextIOWrapper(file, encoding=encoding, newline="")
    lines = _Lines(stream, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield row
            lines.begin_row()
    except csv.Error as error:
        longest = csv.field_size_limit()
        raise SheetRefused(f"CSV 第{reader.line_num}行无法读取：可能缺少引号，或一格超过{longest:,}个字。") from error
    finally:
        if not file.closed:
            stream.detach()  # it stays open for whoever opened it


class _Lines:
    """The lines of a file, as long as they and their rows are of a size that a spreadsheet has."""

    def __init__(self, stream, delimiter):
        self.stream, self.delimiter, self.row, self.delimiters = stream, delimiter, 1, 0

    def begin_row(self):
        self.row, self.delimiters = self.row + 1, 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self.stream.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.delimiters += line.count(self.delimiter)
        if self.delimiters >= MAX_FIELDS:
            raise SheetRefused(
                f"CSV 第{self.row}行有超过{MAX_FIELDS:,}格，不像是正常的表格。请删去多余的逗号后再上传。"
            )
        if len(line) > LONGEST_LINE:
            raise SheetRefused(f"CSV 第{self.row}行有一行超过{LONGEST_LINE:,}个字，不像是正常的表格。")
        if "\0" in line:
            raise SheetRefused(NO_CSV)
        return line
