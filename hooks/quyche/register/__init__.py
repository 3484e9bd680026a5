"""Bodies and roles, and the names they go by."""
