"""From parallel text to a verified Argos package; see training/README.md."""
