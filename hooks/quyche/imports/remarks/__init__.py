"""Tables and issues to remarks."""
