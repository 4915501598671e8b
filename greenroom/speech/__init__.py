"""What can be said of a spoken answer from its sound alone, and of its words from a transcript; nothing is guessed."""
