"""Tasks, their fields, progress, clarity, and who may decide."""
