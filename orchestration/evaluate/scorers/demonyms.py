"""Demonyms that gold files of places mark as place names. By vocabulary.md they are not, so they are not scored."""

_WORDS = """
african albanian algerian american americans appalachians armenian asian australian azerbaijani belgian bosnian
brazilian british bulgarian cambodian canadian canadians chinese colombian cuban danish dutch egyptian emirati
english ethiopian european europeans french georgian georgians german greek havanese hungarian indian iranian
iraqi iraqis irish israeli italian jamaican japanese jordanian kenyan korean kurdish lebanese libyan malaysian
maltese mexican minnesotans nigerian norwegian omani pakistani palestinian palestinians peruvian polish qatari
russian russians salvadoran saudi siberian sicilian spanish swedish syrian syrians texan tunisian turkish
ukrainian venezuelan vietnamese zimbabwean
"""

DEMONYMS = frozenset(_WORDS.split())
