"""The words in files: read in the background, in a process of its own, with limits; whatever a file does to its reader."""
