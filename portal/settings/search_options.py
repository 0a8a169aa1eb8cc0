"""How searches are counted, wherever the portal runs."""

SEARCH_STATISTICS_INTERVAL = 30  # seconds between two writings; so much of the counts a crash may lose
SEARCH_CLICKS_A_MINUTE = 60  # from one address; 0 means no limit
# Generous, for whole offices stand behind one address; beyond that 429.
SEARCHES_A_MINUTE = 240
SUGGESTIONS_A_MINUTE = 1200  # one for each pause in typing
