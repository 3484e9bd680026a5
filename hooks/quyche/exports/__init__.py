"""What lies beside the pages: sheets, bundles, feeds, calendars, outlines."""
