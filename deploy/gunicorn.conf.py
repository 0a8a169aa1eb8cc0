"""How the application server runs, in `make run` and in production. Values come from the environment."""

import os

bind = os.environ.get("BIND") or f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # workers share the loaded code instead of holding a copy each
timeout = 60
graceful_timeout = 20
keepalive = 15
max_requests = 5000
max_requests_jitter = 500
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker):
    """Each worker also looks for scheduled work; a production service of its own turns this off."""
    if os.environ.get("SCHEDULER_IN_WEB", "1") == "1":
        from portal.scheduler import start_thread

        start_thread()


def when_ready(server):
    server.log.setup(server.app.cfg)
    print(f"网站已就绪:http://{bind.replace('0.0.0.0', '127.0.0.1')}/  (按 Ctrl+C 停止)", flush=True)
