# Groups
