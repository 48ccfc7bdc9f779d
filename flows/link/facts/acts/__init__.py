"""Acts that several reports tell of: what was done, is planned or may be, whoever words it how.

`verbs` knows the verbs and their forms, `sentence_views` a sentence as the rest of the room reads it, `statuses`
whether an act was done or is to be, `parties` who does what to whom, `statements` whether a clause is stated or denied
at all, `report_acts` all of it for one report, `points` how surely what two reports tell is one act, and `act_slots`
brings the reports together.
"""
