import signal
import threading

from django.core.management.base import BaseCommand

from portal.scheduler import run_due, run_forever, tidy
from portal.search.documents import rounds


class Command(BaseCommand):
    help = "Publish and expire what is due and keep the search index, for ever; with --once, one round."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, *args, once=False, **options):
        if once:
            published, expired, failed = run_due()
            rounds.run_round()
            tidy()
            self.stdout.write(f"已发布 {published} 项，已到期下线 {expired} 项，失败 {failed} 项。")
            return
        stop = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stop.set())
        run_forever(stop)
