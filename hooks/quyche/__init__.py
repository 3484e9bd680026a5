"""Quyche: regulations and programmes from Git to pages, with their own numbers."""
