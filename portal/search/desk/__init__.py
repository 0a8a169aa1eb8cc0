"""The search desk: what readers look for and do not find, the words that help them, and the state of the index."""
