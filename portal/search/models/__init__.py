from .promotion import Promotion
from .synonym import Synonym

__all__ = ["Promotion", "Synonym"]
