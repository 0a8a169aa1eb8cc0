"""The register of policy documents, and of the items in them that can be claimed."""
