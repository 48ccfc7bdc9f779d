"""Acts that several reports tell of: what was done, is planned or may be, whoever words it how.

`verbs` knows the verbs and their forms, `sentence_views` a sentence as the rest of the room reads it, `parties` who
does what to whom, `statuses` whether it was done, `tellings` all of it for one report, `points` how surely two tellings
are of one act, and `act_slots` brings the reports together.
"""
