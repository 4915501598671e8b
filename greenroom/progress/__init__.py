"""Where the reader stands: readiness by area, what to do today, a plan for the days left, and the days practised."""
