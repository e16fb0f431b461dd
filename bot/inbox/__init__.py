"""The inbox: what was asked is written down before anything else, and answered from there, once.

keeping    a delivery is in the store before the platform is told that we have it
delivery   what the work of a job gets, and how it says that it must wait
running    takes what is due and has it done; goes on after a kill where it stopped
"""
