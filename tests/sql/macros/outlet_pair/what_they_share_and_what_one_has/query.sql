from outlet_pair('tarn herald', 'Vale Post')
