"""Sentences of our own in the languages that news is written in, and the code pages each language is met in."""

SENTENCES = {
    "en": (
        "The mayor said on Monday that the bridge — closed since “early spring” — would cost €4.5 "
        "million to repair. Residents of the café quarter asked for a naïve coöperation, he said."
    ),
    "de": (
        "Der Bürgermeister von Grünau öffnete am Montag die Brücke über die Ahle. Die Kosten beliefen "
        "sich auf fünf Millionen, größer als gedacht."
    ),
    "fr": (
        "Le maire a déclaré lundi que le pont, fermé depuis février, serait rouvert à la circulation. "
        "Les élèves étaient très contents, a-t-il ajouté."
    ),
    "es": (
        "El alcalde declaró el lunes que el puente, cerrado desde la mañana, volverá a abrirse. Los "
        "niños del pueblo estaban contentos, según añadió."
    ),
    "pt": (
        "O prefeito declarou na segunda-feira que a ponte não será reaberta antes da eleição. As "
        "crianças da região estão felizes, acrescentou."
    ),
    "is": (
        "Bæjarstjórinn sagði á mánudag að brúin yrði opnuð aftur í sumar. Það kostar þrjár milljónir "
        "króna, bætti hann við."
    ),
    "sv": (
        "Borgmästaren sade på måndagen att bron över ån skulle öppnas igen. Många människor var glada, tillade han."
    ),
    "fi": (
        "Pormestari sanoi maanantaina, että silta avataan jälleen kesällä. Työt maksoivat viisi "
        "miljoonaa, hän lisäsi myöhemmin."
    ),
    "pl": (
        "Burmistrz powiedział w poniedziałek, że most zostanie otwarty w przyszłym tygodniu. Koszty "
        "wyniosły pięć milionów złotych, większe niż się spodziewano."
    ),
    "cs": (
        "Starosta v pondělí řekl, že most bude příští týden znovu otevřen. Náklady činily pět miliónů "
        "korun, což je víc, než se čekalo."
    ),
    "hu": (
        "A polgármester hétfőn azt mondta, hogy a hidat jövő héten újra megnyitják. A költségek "
        "ötmillió forintra rúgtak, többre a vártnál."
    ),
    "hr": (
        "Gradonačelnik je u ponedjeljak rekao da će most biti otvoren sljedeći tjedan. Troškovi su veći "
        "nego što se očekivalo, dodao je još."
    ),
    "ro": (
        "Primarul a declarat luni că podul va fi redeschis săptămâna viitoare. Costurile au fost mai "
        "mari decât se aştepta, iar locuitorii oraşului sunt mulţumiţi."
    ),
    "tr": (
        "Belediye başkanı pazartesi günü köprünün önümüzdeki hafta yeniden açılacağını söyledi. Maliyet "
        "beklenenden yüksek çıktı, diye ekledi; işçiler çalışıyor."
    ),
    "lt": (
        "Miesto meras pirmadienį pareiškė, kad tiltas bus atidarytas kitą savaitę. Išlaidos buvo "
        "didesnės, nei tikėtasi, pridūrė jis."
    ),
    "ru": (
        "Мэр заявил в понедельник, что мост будет открыт на следующей неделе. Расходы составили пять "
        "миллионов, больше, чем ожидалось, добавил он."
    ),
    "uk": (
        "Мер заявив у понеділок, що міст буде відкрито наступного тижня. Витрати склали п'ять "
        "мільйонів, більше, ніж очікувалося, додав він."
    ),
    "bg": (
        "Кметът заяви в понеделник, че мостът ще бъде открит следващата седмица. Разходите са пет "
        "милиона, повече от очакваното, добави той."
    ),
    "el": (
        "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα ανοίξει ξανά την επόμενη εβδομάδα. Το κόστος "
        "έφτασε τα πέντε εκατομμύρια, πρόσθεσε."
    ),
    "he": "ראש העיר אמר ביום שני כי הגשר ייפתח מחדש בשבוע הבא. העלויות הסתכמו בחמישה מיליון, יותר מהצפוי, הוסיף.",
    "ar": (
        "قال رئيس البلدية يوم الاثنين إن الجسر سيفتح مجددا الأسبوع المقبل. وبلغت التكاليف خمسة ملايين، "
        "أكثر من المتوقع، بحسب قوله."
    ),
    "th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานจะเปิดอีกครั้งในสัปดาห์หน้า ค่าใช้จ่ายสูงกว่าที่คาดไว้",
    "zh": "市长星期一表示,大桥将于下周重新开放。费用达到五百万元,高于预期,他补充说。居民们对此表示欢迎。",
    "zht": "市長星期一表示,大橋將於下週重新開放。費用達到五百萬元,高於預期,他補充說。居民們對此表示歡迎。",
    "ja": (
        "市長は月曜日、橋が来週再び開通すると述べた。費用は五百万円で、予想を上回ったと付け加えた。"
        "住民はこれを歓迎している。"
    ),
    "ko": (
        "시장은 월요일 다리가 다음 주에 다시 개통될 것이라고 말했다. 비용은 예상보다 많은 오백만 원에 "
        "달했다고 덧붙였다."
    ),
    "hi": "महापौर ने सोमवार को कहा कि पुल अगले सप्ताह फिर से खुल जाएगा। लागत पचास लाख रही, जो उम्मीद से अधिक है।",
}
CODE_PAGES = {
    "cp1252": "en de fr es pt is sv fi",
    "iso8859_1": "de fr es pt is sv fi",
    "iso8859_15": "de fr es pt is sv fi",
    "iso8859_2": "pl cs hu hr",
    "cp1250": "pl cs hu hr ro",
    "iso8859_5": "ru bg uk",
    "cp1251": "ru bg uk",
    "koi8_r": "ru",
    "koi8_u": "uk",
    "cp1253": "el",
    "iso8859_7": "el",
    "cp1254": "tr",
    "iso8859_9": "tr",
    "cp1255": "he",
    "iso8859_8": "he",
    "cp1256": "ar",
    "iso8859_6": "ar",
    "cp1257": "lt",
    "iso8859_13": "lt",
    "cp874": "th",
    "gb18030": "zh",
    "gbk": "zh",
    "big5": "zht",
    "shift_jis": "ja",
    "cp932": "ja",
    "euc_jp": "ja",
    "euc_kr": "ko",
    "iso2022_jp": "ja",
    "iso2022_kr": "ko",
    "cp866": "ru",
}
