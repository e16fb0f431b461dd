"""Where records are kept: the port and its promises, and what keeps them."""
