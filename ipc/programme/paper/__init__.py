"""Every form of the portal on paper: printed from the form itself, and what came back."""
