"""How searches are counted, wherever the portal runs."""

SEARCH_STATISTICS_INTERVAL = 30  # seconds between two writings; so much of the counts a crash may lose
SEARCH_CLICKS_A_MINUTE = 60  # from one address; 0 means no limit
