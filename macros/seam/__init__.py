"""The only modules that know MkDocs: what the site does at its events, and the steps of others that are done our way."""
