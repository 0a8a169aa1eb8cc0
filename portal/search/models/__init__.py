from .statistics import QueryDay, ResultPositionDay, WithheldQuery

__all__ = ["QueryDay", "ResultPositionDay", "WithheldQuery"]
