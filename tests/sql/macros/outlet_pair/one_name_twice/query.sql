from outlet_pair('Tarn Herald', 'tarn herald')
