"""What the log says of the reader's memory: what comes, what was done, what is known, and what will be on the day."""
