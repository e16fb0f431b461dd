"""What can an editor do, on any platform? `editing.py` has everything on one page."""
