"""So many requests a minute from one address; beyond that 429."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from portal.accounts.limits import is_within, seconds_left


class AddressThrottle(BaseThrottle):
    def allow_request(self, request, view):
        return is_within(settings.API_REQUESTS_A_MINUTE, "api-requests", request)

    def wait(self):
        return seconds_left()
