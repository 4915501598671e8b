"""Mock interviews: what a sitting came to, what past ones come to together, and which to sit next."""
