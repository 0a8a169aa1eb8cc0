"""How long an import of companies from a spreadsheet takes, and how much memory: in a process and a database of its own."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ROOT = Path(__file__).resolve().parents[2]
DISTRICTS = ["鹿城", "瓯海", "龙湾", "洞头"]
TRADES = ["鞋业", "服装", "眼镜", "锁具", "打火机", "电器"]


def measure(rows=10_000, folder=None):
    """Return {"rows", "seconds", "cpu_seconds", "peak_mb"}: checking and importing `rows` new companies, each with an alias, a tag, a
    person and a list, on the database that DATABASE_URL names or on a new SQLite file."""
    with tempfile.TemporaryDirectory(dir=folder) as data:
        file = Path(data) / "companies.xlsx"
        environment = os.environ | {"DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        run = [sys.executable, "-m", "tests.bench.import_sheet", str(file), str(rows)]
        subprocess.run([*run, "prepare"], check=True, env=environment, cwd=ROOT)
        done = subprocess.run([*run, "import"], check=True, env=environment, cwd=ROOT, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def prepare(file, rows):
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from programs.companies.models import CompanyList
    from programs.taxonomy.models import CompanyTag, Sector, Town

    call_command("migrate", interactive=False, verbosity=0)
    get_user_model().objects.get_or_create(username="bench-keeper", defaults={"display_name": "示例管理员"})
    for model, name in [(CompanyTag, "示例标签"), (CompanyList, "示例名单"), (Sector, "示例行业"), (Town, "示例街道")]:
        model.objects.get_or_create(name=name)
    write(file, rows)


def credit_code(number):
    from stdnum.cn import uscc

    start = f"91330302MA{number:07d}"
    return start + uscc.calc_check_digit(start)


def write(file, rows):
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    main, people, lists = (workbook.create_sheet(name) for name in ("企业", "人员", "名单记录"))
    main.append(["编号", "法定名称", "统一社会信用代码", "类别", "别名：曾用名", "行业", "街镇", "地址", "成立日期", "规模",
                 "主要产品", "出口市场", "标签", "资料来源"])  # fmt: skip
    people.append(["企业", "姓名", "职务", "公开"])
    lists.append(["企业", "名单", "列入日期"])
    stamp = int(time.time()) % 100_000
    for number in range(rows):
        place, trade = DISTRICTS[number % 4], TRADES[number % 6]
        title = f"温州市{place}示例{stamp}批{number}号{trade}有限公司"
        main.append(["", title, credit_code(number), "企业", f"{place}{stamp}第{number}{trade}厂", "示例行业", "示例街道",
                     f"{place}示例路{number}号", "2008-08-08", "小型", f"{trade}制品", "欧洲、中东", "示例标签", "示例名录"])  # fmt: skip
        people.append([title, f"示例人员{number}", "董事长", "否"])
        lists.append([title, "示例名单", "2026-01-02"])
    workbook.save(file)


def import_all(file):
    from django.core.management import call_command

    from programs.companies.models import Company

    before, start, spent = Company.objects.count(), time.perf_counter(), time.process_time()
    call_command("import_records", "companies", str(file), user="bench-keeper")
    seconds = time.perf_counter() - start
    cpu = time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = Company.objects.count() - before
    print(
        json.dumps({"rows": rows, "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1), "peak_mb": round(peak)})
    )


if __name__ == "__main__":
    import django

    django.setup()
    _, name, count, step = sys.argv
    prepare(name, int(count)) if step == "prepare" else import_all(name)
