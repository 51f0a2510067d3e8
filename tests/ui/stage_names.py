"""Who and what stands on the stage."""

PHRASE = "vier blauwe fietsen bij de brug"
STATION = "KANTOOR-1"
SUPERVISOR = "j.devries"
RECIPIENT = "age1jdevries"
LENGTH_MS = 95_000
CHECKPOINT = (
    "inzagestation/gemeente-voorbeeldstad/KANTOOR-1/2025\n"
    "1287\n"
    "q2fD0mUo3sZrYb1k7C9xVnE4tLwHiJgPzA5uXd8KeSM=\n"
    "\n— inzagestation/gemeente-voorbeeldstad/KANTOOR-1/2025 "
    "CzBVep/E6Q4zWH2ix+wRNluApcrvFDleg6jN8hc8YYar0PUaP2SJrtP4HUJn"
    "jLHW+yBFao+02f4jSG2St9wBJktwlbo=\n"
)
