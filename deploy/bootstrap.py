"""Make the virtual environment and install what the portal needs. Runs on a bare Python; quick when nothing changed.

Usage: python3 deploy/bootstrap.py [--dev]
"""

import hashlib
import os
import subprocess
import sys
import time
from contextlib import contextmanager

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
NEEDED = (3, 11)
STILL = 15  # seconds between two signs of life


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
    print("正在下载并安装 %s（第一次通常 1–3 分钟，看网络）…" % name, flush=True)
    command = [_python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    _run_and_tell([*command, "-r", os.path.join(ROOT, name)])
    with open(stamp, "w") as file:
        file.write(wanted)


def _run_and_tell(command):
    """Run it, and say now and then that it goes on."""
    began = time.monotonic()
    with subprocess.Popen(command) as process:
        while True:
            try:
                if process.wait(STILL):
                    raise subprocess.CalledProcessError(process.returncode, command)
                break
            except subprocess.TimeoutExpired:
                print("  还在安装，已 %.0f 秒 …" % (time.monotonic() - began), flush=True)
    print("  完成，用了 %.0f 秒。" % (time.monotonic() - began), flush=True)


def _make_virtual_environment():
    """Make it, or mend one whose making was interrupted or whose Python is gone."""
    probe = [_python(), "-m", "pip", "--version"]
    if os.path.exists(_python()) and subprocess.run(probe, capture_output=True).returncode == 0:
        return
    print("正在建立虚拟环境（通常 10 秒）…", flush=True)
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
