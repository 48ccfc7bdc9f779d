from find_text('(ltd.) isn''t')
