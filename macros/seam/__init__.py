"""The only modules that know MkDocs: what the site does at its events, and the two steps of its loop done our way."""
