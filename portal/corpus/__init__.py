"""Made-up records and articles by the ten thousand, the same for the same seed: for tests of speed and size."""
