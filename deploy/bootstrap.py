"""Make the virtual environment and install what the portal needs. Runs on a bare Python; quick when nothing changed.

Usage: python3 deploy/bootstrap.py [--dev]
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"


def main():
    if sys.version_info < (3, 11):
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"需要 Python 3.11 或更新版本，当前是 {version}。请安装后再运行，或指定:make run PYTHON=python3.11")
    files = ["requirements.txt"] + (["requirements-dev.txt"] if "--dev" in sys.argv else [])
    try:
        python = _virtual_environment()
        for name in files:
            _install(python, name)
    except PermissionError as error:
        sys.exit(f"无法写入 {error.filename}。请检查目录权限。")
    except subprocess.CalledProcessError:
        sys.exit("安装依赖失败，原因见上。请检查网络或软件包镜像设置后重试。")


def _virtual_environment():
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("正在建立虚拟环境 …", flush=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        except subprocess.CalledProcessError:
            sys.exit(f"无法建立虚拟环境 {VENV}。请检查目录权限;Debian/Ubuntu 上还需要 apt install python3-venv")
    return python


def _install(python, name):
    wanted = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    stamp = VENV / f".{name}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"正在安装 {name} …", flush=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*command, "-r", str(ROOT / name)], check=True)
    stamp.write_text(wanted)


main()
