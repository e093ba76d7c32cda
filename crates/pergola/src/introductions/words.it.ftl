# Introductions
