# Posts and the feed
