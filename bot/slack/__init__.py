"""The only place that speaks Slack: ids, views, listeners, the sender and its limits."""
