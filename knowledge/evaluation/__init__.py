"""How good is it? Question sets, what a right answer shows, fitting, speed."""
