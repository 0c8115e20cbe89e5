"""A copy of everything held about one person, for that person (UK GDPR Article 15)."""
