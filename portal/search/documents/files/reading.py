"""One attachment's text: by its kind, in the worker or in a process of its own."""

import io
import json
import logging
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from media.encodings import encoding_of

from ...models.attachment import AttachmentText
from .child import LONGEST

logger = logging.getLogger(__name__)

MAX_BYTES = 30 << 20
PATIENCE = 40  # seconds, on a busy machine too
PLAIN = ("txt", "csv")
IN_A_CHILD = ("pdf", "docx")
State = AttachmentText.State


@dataclass(frozen=True)
class Reading:
    state: str
    text: str = ""
    note: str = ""


def read_attachment(attachment):
    """The Reading of an attachment's file; never raises because of what is in it."""
    extension = attachment.file_extension.lower()
    if extension not in PLAIN + IN_A_CHILD:
        return Reading(State.EMPTY, note=f"不读取 .{extension} 文件里的文字，只按名称查找。")
    try:
        with attachment.file.storage.open(attachment.file.name) as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return Reading(State.FAILED, note="磁盘上找不到这个文件。")
    if len(data) > MAX_BYTES:
        return Reading(State.EMPTY, note=f"文件超过 {MAX_BYTES >> 20} MB，不读取文字。")
    return _plain(data) if extension in PLAIN else _in_a_child(extension, data)


def _plain(data):
    encoding = encoding_of(io.BytesIO(data))
    if encoding is None:
        return Reading(State.FAILED, note="文本的编码无法识别。")
    text = data.decode(encoding)
    return _reading(text.replace("\0", ""), f"文字太多，只取前{LONGEST}字。" if len(text) > LONGEST else "")


def _reading(text, note):
    text = text[:LONGEST].strip()
    if not text:
        return Reading(State.EMPTY, note=note or "文件里没有可以选取的文字，可能是扫描件。")
    return Reading(State.CUT if note else State.READ, text, note)


def _in_a_child(kind, data):
    command = [sys.executable, "-m", f"{__package__}.child", kind]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            cwd=settings.ROOT,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(State.FAILED, note=f"读取超过 {PATIENCE} 秒，已停止。")
    try:
        said = json.loads(done.stdout)
    except ValueError:
        logger.warning("The reader of a %s file ended with %s", kind, done.returncode)
        return Reading(State.FAILED, note="读取时出错：文件太复杂、已损坏，或超出时间和内存上限。")
    return Reading(State.FAILED, note=said["note"]) if said["failed"] else _reading(said["text"], said["note"])
