"""Words, phrases and where they occur."""
