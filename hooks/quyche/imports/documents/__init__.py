"""Paragraphs to a document in the source format."""
