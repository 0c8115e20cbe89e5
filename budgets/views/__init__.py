"""The pages about money: planning it (until it is agreed) and running it (from then on)."""
