"""Make the virtual environment and install what the portal needs. Runs on a bare Python; quick when nothing changed.

Usage: python3 deploy/bootstrap.py [--dev]
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
NEEDED = (3, 11)


def main():
    if sys.version_info < NEEDED:
        version = ".".join(map(str, sys.version_info[:3]))
        sys.exit("需要 Python 3.11 或更新版本，当前是 %s。请安装后再运行，或指定：make run PYTHON=python3.11" % version)
    files = ["requirements.txt"] + (["requirements-dev.txt"] if "--dev" in sys.argv else [])
    try:
        with _one_at_a_time():
            for name in files:
                _install(name)
    except OSError as error:
        sys.exit("无法读写 %s(%s)。请检查目录权限和磁盘空间。" % (error.filename or ROOT, error.strerror))
    except subprocess.CalledProcessError:
        sys.exit("安装依赖失败，原因见上。请检查网络或软件包镜像设置后重试。")
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _one_at_a_time():
    """Two terminals that start the portal at once take turns."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing to take turns with
        yield
        return
    with open(os.path.abspath(__file__)) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _install(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(VENV, ".%s.installed" % name)
    if _text(stamp) == wanted and os.path.exists(_python()):
        return
    _make_virtual_environment()
    print("正在安装 %s …" % name, flush=True)
    command = [_python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*command, "-r", os.path.join(ROOT, name)], check=True)
    with open(stamp, "w") as file:
        file.write(wanted)


def _make_virtual_environment():
    """Make it, or mend one whose making was interrupted or whose Python is gone."""
    probe = [_python(), "-m", "pip", "--version"]
    if os.path.exists(_python()) and subprocess.run(probe, capture_output=True).returncode == 0:
        return
    print("正在建立虚拟环境 …", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    except subprocess.CalledProcessError:
        sys.exit("无法建立虚拟环境 %s。请检查目录权限；Debian/Ubuntu 上还需要 apt install python3-venv" % VENV)


def _python():
    return os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))


def _text(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return None


if __name__ == "__main__":
    main()
