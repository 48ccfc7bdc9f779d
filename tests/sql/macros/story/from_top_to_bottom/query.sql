from story('DAM')
