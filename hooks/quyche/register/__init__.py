"""Bodies and roles, the names they go by, and the heads of their papers."""
