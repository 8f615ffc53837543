"""Articles from files: walking folders, finding encodings, reading text, JSON lines and CSV."""
