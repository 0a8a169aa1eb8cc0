"""What is done for every answer, also for one that Django does not give: counting the requests of one address."""

from types import SimpleNamespace

from django.conf import settings

from portal.accounts.limits import is_within


def is_let_through(question, environ):
    """Count this request where its path has a limit. Beyond that Django answers, and says so."""
    if not question.is_api:
        return True
    return is_within(settings.API_REQUESTS_A_MINUTE, "api-requests", SimpleNamespace(META=environ))
