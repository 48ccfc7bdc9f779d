select m.mention_id, p.path, p.passage_text from core.mentions as m, passage(m.document_id, m.start_char, m.end_char) as p order by m.mention_id
