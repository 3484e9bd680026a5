"""Whom a provision governs, and what it asks of them again and again."""
