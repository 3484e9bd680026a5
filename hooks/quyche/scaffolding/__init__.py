"""An organisation's own repository: what it starts with, and the product that it carries."""
