"""What a person can do on any platform: facts become replies, and nothing knows where they go."""
