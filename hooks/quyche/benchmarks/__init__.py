"""What it costs: made-up collections of any size, and how long and how large all becomes."""
