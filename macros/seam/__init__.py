"""The only modules that know MkDocs: what the site does at its events, and steps of others that are done our way."""
