"""The web: an HTTP server for health, and for what platforms send over HTTP."""
