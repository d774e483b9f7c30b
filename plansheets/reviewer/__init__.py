"""The review page: each document's pages beside its tables, what needs a look first. Static files, no server.

`write.review` is the front door. The page itself is assets/: plain JavaScript that only ever sets text, never HTML.
"""
