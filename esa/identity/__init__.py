"""Who people are: users, their memberships and roles, sign-in, second factor, sessions."""
