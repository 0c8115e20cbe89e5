"""The directory as Open Referral UK 3.0 (HSDS-UK-3.0): nine addresses, open to every machine."""
