"""The queue: thin tasks that call actions, and the workers that drain the outbox."""
