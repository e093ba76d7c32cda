# Moderation
