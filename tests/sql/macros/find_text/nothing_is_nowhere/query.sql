from find_text(' ')
