"""Runs of text, and our notation for Python-Markdown."""
