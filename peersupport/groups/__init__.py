"""Groups: when they meet, who comes, who waits for a place, and what goes into a calendar."""
