"""Scholarship accounts: opened by the release of an award, filled by deposits that wait for agreement and enrolment."""
