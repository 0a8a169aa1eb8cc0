"""Wagtail's import of redirects, in two steps, of files that are read as the registers read theirs."""

import json
import os

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.shortcuts import redirect, render
from wagtail.admin import messages
from wagtail.contrib.redirects.base_formats import Dataset
from wagtail.contrib.redirects.forms import ConfirmImportForm, ImportForm, RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.utils import get_file_storage
from wagtail.contrib.redirects.views import permission_checker
from wagtail.log_actions import log

from media.transactions import write_transaction
from programs.sheets.reading import SheetRefused, Unreadable, read_sheets

EXTENSIONS = ("csv", "xlsx")
MAX_ROWS = 2000
ANY_HOST = "https://www.example.cn"
GONE = "要导入的文件已经不在，或者页面不完整。请重新选择文件。"


@transaction.non_atomic_requests
@permission_checker.require_any("add")
def start_import(request):
    """Read the file, and ask which column is which."""
    form = ImportForm(EXTENSIONS, *([request.POST, request.FILES] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["import_file"]
        try:
            headers, rows = _read(upload, upload.name)
        except ValidationError as error:
            form.add_error("import_file", error)
        else:
            return _confirmation(request, ConfirmImportForm(headers, initial=_keep(headers, rows)), headers, rows)
    return render(request, "wagtailredirects/choose_import_file.html", {"form": form})


@transaction.non_atomic_requests
@permission_checker.require_any("add")
def process_import(request):
    """Create the redirects, once somebody has said which column is which."""
    try:
        kept = _kept(request.POST)
        headers, rows = json.loads(kept.read("rb"))
    except (BadSignature, OSError):
        messages.error(request, GONE)
        return redirect("wagtailredirects:start_import")
    form = ConfirmImportForm(headers, request.POST)
    if not form.is_valid():
        return _confirmation(request, form, headers, rows)
    said = form.cleaned_data
    pairs = [(row[int(said["from_index"])], row[int(said["to_index"])]) for row in rows]
    with write_transaction():
        errors = list(_create(pairs, said["permanent"], said["site"]))
    kept.remove()
    if errors:
        total = {"total": len(pairs), "successes": len(pairs) - len(errors), "errors_count": len(errors)}
        context = {"form": ImportForm(EXTENSIONS), "import_summary": total | {"errors": errors}}
        return render(request, "wagtailredirects/import_summary.html", context)
    messages.success(request, f"已导入{len(pairs)}条跳转。")
    return redirect("wagtailredirects:index")


def _create(pairs, is_permanent, site):
    """Create a redirect for each pair of addresses; yield (from, to, what is wrong) of those that are none."""
    for old, new in pairs:
        if not new or Redirect.normalise_path(old) == Redirect.normalise_path(new):
            yield old, new, "新网址与旧网址相同。" if new else "没有填新网址。"
            continue
        # a page of this site goes by its path alone, which the form takes for no address
        link = f"{ANY_HOST}{new}" if new.startswith("/") and not new.startswith("//") else new
        data = {"old_path": old, "redirect_link": link, "is_permanent": is_permanent, "site": site and site.pk}
        form = RedirectForm(data)
        if not form.is_valid():
            yield old, new, "".join(message for messages in form.errors.values() for message in messages)
            continue
        form.instance.redirect_link = new
        log(instance=form.save(), action="wagtail.create")


def _confirmation(request, form, headers, rows):
    form.fields["permanent"].label = "永久跳转"
    context = {"form": form, "dataset": Dataset(rows, headers)}
    return render(request, "wagtailredirects/confirm_import.html", context)


def _read(file, name):
    """(headers, rows of texts) of the first sheet with anything in it. Raises SheetRefused."""
    sheet = next((sheet for sheet in read_sheets(file, name).values() if sheet.headers), None)
    if sheet is None or not sheet.rows:
        raise SheetRefused("文件里没有可以导入的行。第一行是表头，从第二行起每行写一个旧网址和一个新网址。")
    if len(sheet.rows) > MAX_ROWS:
        raise SheetRefused(f"文件有{len(sheet.rows):,}行，一次最多导入{MAX_ROWS:,}行。请分成几个文件导入。")
    for row in sheet.rows:
        for header, value in zip(sheet.headers, row.values, strict=True):
            if isinstance(value, Unreadable):
                raise SheetRefused(f"{sheet.address(row, header)} 里是{value.reason}，{value.advice}。")
    return sheet.headers, [["" if value is None else str(value).strip() for value in row.values] for row in sheet.rows]


def _keep(headers, rows):
    """Put aside what was read; return what the form of the next step carries, signed, to find it."""
    storage = get_file_storage()()
    storage.save(json.dumps([headers, rows]).encode(), "wb")
    columns = {"from_index": "0", "to_index": "1"} if len(headers) == 2 else {}
    return columns | {"import_file_name": os.path.basename(storage.name), "input_format": "json"}


def _kept(data):
    """What was put aside. Raises BadSignature where the form does not say what."""
    signer = Signer()
    signer.unsign(data.get("input_format", ""))
    return get_file_storage()(name=signer.unsign(data.get("import_file_name", "")))
