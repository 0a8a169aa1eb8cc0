"""From bytes to numbered lines: texts in any encoding, and Word files."""
