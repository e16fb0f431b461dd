"""The terminal: widgets for people who type `gainsay`."""
