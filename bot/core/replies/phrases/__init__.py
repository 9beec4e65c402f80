"""What people type to the bot, as tables: everything that can be said, and the ways to say it."""
