"""The register of companies, markets, parks, associations and other organisations."""
