"""What the next edition takes: steps, transitions, plans."""
