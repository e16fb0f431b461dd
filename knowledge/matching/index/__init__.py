"""The claim index: which few of a million claims are worth a closer look?"""
