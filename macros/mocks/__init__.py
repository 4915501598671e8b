"""Mock interviews: entries of the bank as what a `<mock-room>` plays."""
