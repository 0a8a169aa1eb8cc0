"""How the application server runs, in `make run` and in production. Values come from the environment."""

import os


def _number(name, default):
    text = os.environ.get(name) or default
    if not text.isdecimal() or int(text) < 1:
        raise SystemExit(f"环境变量 {name} 的值无法使用，应是 1 或更大的整数。")
    return int(text)


bind = os.environ.get("BIND") or f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = _number("WEB_WORKERS", "2")
threads = _number("WEB_THREADS", "4")
worker_class = "gthread"
preload_app = True  # workers share the loaded code instead of holding a copy each
timeout = 60
graceful_timeout = 20
keepalive = 15
max_requests = 0  # a worker that is replaced for its age would begin with an old copy of what lives in memory
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"


def on_starting(server):
    """Lists and names are read once, before the workers are started."""
    from portal import read_ahead

    read_ahead.before_fork()


def post_worker_init(worker):
    """Each worker takes up what changed meanwhile, and looks for scheduled work; a production service of its own turns
    that off."""
    from portal import read_ahead

    read_ahead.in_worker()
    if os.environ.get("SCHEDULER_IN_WEB", "1") != "0":
        from portal.scheduler import start_thread

        start_thread()


def when_ready(server):
    server.log.setup(server.app.cfg)  # loading Django's own log settings has closed the server's
    shown = bind if bind.startswith("unix:") else f"http://{bind.replace('0.0.0.0', '127.0.0.1')}/"
    print(f"网站已就绪:{shown}  (按 Ctrl+C 停止)", flush=True)
