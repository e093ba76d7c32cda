# What I gave
