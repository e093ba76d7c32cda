# Conversations
