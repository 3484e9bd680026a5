"""The ledger, what Git keeps of each edition, records, concordances."""
