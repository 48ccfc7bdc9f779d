from outlet_pair('Tarn Herald', 'Vale Pots')
