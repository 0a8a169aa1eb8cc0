"""Which records changed since an index in memory last asked. Every index asks so, and none asks for all rows."""

import datetime

OVERLAP = datetime.timedelta(seconds=30)  # how late a change may be committed after its own `updated_at`


def changed_since(model, moment):
    """Rows of `model` that may have changed since somebody last asked at `moment`, those committed late included."""
    return model._default_manager.filter(updated_at__gte=moment - OVERLAP).order_by()
