# Topics
