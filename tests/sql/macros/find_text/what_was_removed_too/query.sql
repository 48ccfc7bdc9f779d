from find_text('back to')
