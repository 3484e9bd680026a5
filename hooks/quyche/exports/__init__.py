"""What lies beside the pages: documents in any format, sheets, bundles, feeds, calendars."""
