"""Remarks and answers, their traces and edits."""
