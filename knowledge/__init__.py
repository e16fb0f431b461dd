"""The core: who said what, and which recorded response answers it. Knows nothing of chat."""
