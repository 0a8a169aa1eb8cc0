"""The index over all documents, answered by the server. The database's own is written as ever, and answers without it."""

import datetime
import logging
from functools import partial

from django.db import router, transaction
from django.utils import timezone

from media import content_stamp
from media.changed_rows import note

from ..engine import Hits, TextIndex
from ..engine.conditions import NOTHING, settled
from ..engine.plans import Plan
from ..engine.text_index import PROVED_AT_ONCE
from ..models.upkeep import PendingDocument
from .connection import PRESENCE
from .dialect import Dialect, is_sure
from .keys import among
from .table import SENT_AT_ONCE, Table

logger = logging.getLogger(__name__)

AGAIN_AFTER = datetime.timedelta(minutes=2)  # what did not reach the server is made anew, and sent again


class ServedDocuments(TextIndex):
    """A TextIndex whose questions go to the server first. What was written is sent when its transaction has ended."""

    def __init__(self, model, columns, apart=()):
        super().__init__(model, columns, apart)
        self.table = Table("documents", list(self.shape.every_column))

    # --- reading ---

    def find(self, condition, prove=PROVED_AT_ONCE):
        condition = settled(condition)
        if condition == NOTHING or PRESENCE.is_away or not is_sure(condition):
            return super().find(condition, prove)
        engine = self._engine(router.db_for_read(self.model))
        plan = Plan(condition, Dialect(self.shape, engine.dialect.holds))
        try:
            keys = self.table.keys(plan.question)
        except Exception as error:  # away, too slow, without the index, refusing us: the database knows as much
            PRESENCE.failed(error)
            return super().find(condition, prove)
        if plan.is_exact or not keys:
            return Hits(keys, True)
        if len(keys) > prove or plan.is_too_long:
            return Hits(keys, False)
        with engine.connection.cursor() as cursor:
            return Hits(engine.proved(cursor, plan, keys), True)

    def ids_query(self, condition):
        hits = self.find(condition)
        if not hits.is_exact:
            return super().ids_query(condition)
        return among(hits.ids, router.db_for_read(self.model))

    # --- writing ---

    def _write_batch(self, rows, using):
        super()._write_batch(rows, using)
        transaction.on_commit(partial(self.send, [row.pk for row in rows]), using=using, robust=True)

    def _delete_batch(self, ids, using):
        super()._delete_batch(ids, using)
        transaction.on_commit(partial(self._take_out, ids), using=using, robust=True)

    def send(self, keys):
        """Let the server have these rows as they are now. Where it cannot, the scheduler has them made anew later."""
        rows = self._stored(keys)
        if not self._told(lambda: self.table.exists() and self.table.put(rows)):
            return self._keep_in_mind(keys)
        # Sets that were remembered between the end of the transaction and now lack these rows: they are let go again.
        with transaction.atomic():
            content_stamp.renew()
            note(self.model, keys)

    def _take_out(self, keys):
        """A document without a row is found by nobody: where the server is away, it may stay until the night."""
        self._told(lambda: self.table.exists() and self.table.remove(keys))

    def _told(self, act):
        """Did the server hear of it?"""
        if PRESENCE.is_away:
            return False
        try:
            act()
        except Exception as error:
            PRESENCE.failed(error)
            return False
        return True

    def _rows(self, keys):
        return self.model._base_manager.filter(pk__in=list(keys))

    def _stored(self, keys):
        columns = self.shape.every_column.values()
        by_column = {field.column: field.attname for field in self.model._meta.concrete_fields}
        rows = self._rows(keys).order_by("pk").values_list("pk", "digest", *(by_column[name] for name in columns))
        return [(key, stamp, texts) for key, stamp, *texts in rows]

    def _keep_in_mind(self, keys):
        """Without a digest a document counts as changed when its thing is looked at next."""
        due, rows = timezone.now() + AGAIN_AFTER, self._rows(keys)
        with transaction.atomic():
            PendingDocument.objects.bulk_create(
                PendingDocument(content_type_id=kind, object_id=key, due_at=due)
                for kind, key in rows.values_list("content_type", "object_id")
            )
            rows.update(digest="")

    # --- upkeep ---

    def differences(self):
        """(keys of rows that the server lacks or has otherwise, keys of documents without a row)."""
        sent, rows = self.table.stamps(), dict(self.model._base_manager.order_by().values_list("pk", "digest"))
        return {key for key, stamp in rows.items() if stamp and sent.get(key) != stamp}, sent.keys() - rows.keys()

    def mend(self, is_patient=False):
        """Let the server have what it lacks. Only who `is_patient` makes the whole index anew where there is none yet,
        or one that other rules made. Returns whether it could be done."""

        def act():
            if is_patient and not self.table.is_current():
                self.table.make_anew(self._all())
            if self.table.exists():
                self._send_differences()

        PRESENCE.away_until = 0.0
        return self._told(act)

    def _all(self):
        keys = list(self.model._base_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), SENT_AT_ONCE):
            yield from self._stored(keys[start : start + SENT_AT_ONCE])

    def _send_differences(self):
        lacking, superfluous = map(sorted, self.differences())
        for start in range(0, len(lacking), SENT_AT_ONCE):
            self.table.put(self._stored(lacking[start : start + SENT_AT_ONCE]))
        for start in range(0, len(superfluous), SENT_AT_ONCE):
            self.table.remove(superfluous[start : start + SENT_AT_ONCE])
