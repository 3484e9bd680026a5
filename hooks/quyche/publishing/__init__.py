"""Workshops, branches, roots, verification."""
