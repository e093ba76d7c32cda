# Meetings and events
