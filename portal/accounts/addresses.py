"""From which address somebody tries to sign in."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request):
    """Return what the outermost of our own proxies saw (settings.PROXY_COUNT of them), else who connects to us.

    Without it everybody behind nginx has one address, and a stranger's wrong passwords lock out the staff.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(told):
        try:
            return str(ip_address(told[-settings.PROXY_COUNT].strip()))
        except ValueError:
            pass
    return request.META.get("REMOTE_ADDR") or None
