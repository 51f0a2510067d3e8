"""Reports on paper: of one session and of a period, as PDF/A, in Dutch or English.

A report tells what the trail says, in words for people, with the signed checkpoint by which
anybody can check that the trail still says the same. No frame of the film is ever in one.
"""
