"""Foreign files (plain text, Word, HTML) to the source format."""
