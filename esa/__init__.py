"""Missouri Empowerment Scholarship Accounts: families, EAOs, donors, the Treasurer and the auditor in one system."""
