# Asks and offers
