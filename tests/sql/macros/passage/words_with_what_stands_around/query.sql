from passage('post-1', 3, 8)
