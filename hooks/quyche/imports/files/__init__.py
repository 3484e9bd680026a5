"""Foreign files to paragraphs: Word, HTML, plain text."""
