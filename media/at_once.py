"""What Wagtail leaves to a queue of tasks is done at once here, within the transaction of who asked for it."""

from functools import partial

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResultStatus

# What is asked to forget a page asks for it again: not before the change can be seen, nor with the database locked.
AFTER_COMMIT = {"wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task"}
MAY_NOT_FAIL = {"wagtail.tasks.update_reference_index_task"}  # the index decides who may have a file


class AtOnceBackend(ImmediateBackend):
    """A save whose references cannot be noted fails with its own error, instead of leaving the index behind."""

    def _execute_task(self, task_result):
        if task_result.task.module_path in AFTER_COMMIT:
            return transaction.on_commit(partial(super()._execute_task, task_result), robust=True)
        if task_result.task.module_path not in MAY_NOT_FAIL:
            return super()._execute_task(task_result)
        task_result.task.call(*task_result.args, **task_result.kwargs)
        object.__setattr__(task_result, "status", TaskResultStatus.SUCCESSFUL)
        return None
