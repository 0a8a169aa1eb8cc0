"""Content that the demo is made of: drawn and written by the project itself."""
