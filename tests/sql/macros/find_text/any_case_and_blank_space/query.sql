from find_text(' dam board ')
