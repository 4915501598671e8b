"""When a card comes back: memory by FSRS, the rules a reader sets, and a deck's queue."""
