# Toto
