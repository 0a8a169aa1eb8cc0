from .pages import HomePage, StandardPage
from .settings import SiteSettings

__all__ = ["HomePage", "SiteSettings", "StandardPage"]
