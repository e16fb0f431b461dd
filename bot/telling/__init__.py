"""The loop closes: who waited for an answer is told, and replies that were sent are corrected.

watching    looks for changes of the records, and has all that follows written down as jobs
finding     which replies show what has changed, who waits for it, which questions have an answer
tasks       what has to be sent, as jobs for the platforms
correcting  what a reply shows now, in place of what it showed
bringing    what somebody who waited is told, and where
"""
