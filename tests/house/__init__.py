"""The house around the code: locks, set-up, container, CI, style that no linter holds."""
