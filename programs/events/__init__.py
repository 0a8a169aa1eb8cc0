"""The register of events: what is planned, what is under way, what came of it."""
