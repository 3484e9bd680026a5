"""The page of a body or a role, part by part."""
