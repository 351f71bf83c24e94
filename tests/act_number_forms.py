"""Hard forms of act numbers as council papers write them, and what only looks like one: the table the tests read.

Invented after the pages of the Conseil de Paris from 1995 on; each form with what a reader expects to be found.
"""

NB, THIN, SOFT = "\u00a0", "\u202f", "\u00ad"

FORMS = {
    # the year stands first
    "2014 V.236 G": ["2014 V 236 G"],
    "2014, V. 236 G": ["2014 V 236 G"],
    "2018 SG 61-1": ["2018 SG 61-1"],
    "2019 DLH 124-1°": ["2019 DLH 124-1"],
    "2019 DLH 124 - 1°": ["2019 DLH 124-1"],
    "2012 DLH 47 1° et 2°": ["2012 DLH 47-1", "2012 DLH 47-2"],
    "2012 DLH 47-1°, 2° et 3°": ["2012 DLH 47-1", "2012 DLH 47-2", "2012 DLH 47-3"],
    "2019 DLH 124–1": ["2019 DLH 124-1"],
    "2022 SGRI 7": ["2022 SGRI 7"],
    "2016 DICOM 2": ["2016 DICOM 2"],
    "2023DJS103": ["2023 DJS 103"],
    "2023 DJS103": ["2023 DJS 103"],
    "2023DJS 103": ["2023 DJS 103"],
    "2023DJS103G": ["2023 DJS 103 G"],
    "2023 DJS 0103": ["2023 DJS 103"],
    "2023-DJS-103": ["2023 DJS 103"],
    "2023–DJS–103": ["2023 DJS 103"],
    "2023—DJS—103": ["2023 DJS 103"],
    "2023 - DJS - 103": ["2023 DJS 103"],
    "2023_DJS_103": ["2023 DJS 103"],
    "2023/DJS/103": ["2023 DJS 103"],
    "2023.DJS.103": ["2023 DJS 103"],
    "2023,DJS 103": ["2023 DJS 103"],
    "2023 , DJS 103": ["2023 DJS 103"],
    "2023, DJS. 103": ["2023 DJS 103"],
    "2023 : DJS 103": ["2023 DJS 103"],
    "2023 DJS n° 103": ["2023 DJS 103"],
    "2023 DJS n°103": ["2023 DJS 103"],
    "2023 DJS N° 103": ["2023 DJS 103"],
    "2023 DJS nº 103": ["2023 DJS 103"],
    "2023 DJS no 103": ["2023 DJS 103"],
    "n° 2023 DJS 103": ["2023 DJS 103"],
    "n°2023 DJS 103": ["2023 DJS 103"],
    "N° 2023-DJS-103": ["2023 DJS 103"],
    "n° 2022 DU 12 bis": ["2022 DU 12 bis"],
    "2022 DU 12bis": ["2022 DU 12 bis"],
    "2022 DU 12 ter G": ["2022 DU 12 ter G"],
    "« 2023 DJS 103 »": ["2023 DJS 103"],
    '"2023 DJS 103"': ["2023 DJS 103"],
    "[2023 DJS 103]": ["2023 DJS 103"],
    "(2023, DJS 103).": ["2023 DJS 103"],
    "délibération_2023_DJS_103_texte.pdf": ["2023 DJS 103"],
    "documents/2023-DJS-103": ["2023 DJS 103"],
    "2023 D.J.S. 103": ["2023 DJS 103"],
    "1995, D. A. S. E. S. 12": ["1995 DASES 12"],
    "2023 D J S 103": ["2023 DJS 103"],
    "1995, D.1584": ["1995 D 1584"],
    "1996, GM 76": ["1996 GM 76"],
    "18 - 1995, D. 815- Opération d'aménagement": ["1995 D 815"],
    "29 - 1997, CL 25 - Autorisation à M. le Maire": ["1997 CL 25"],
    "(1997, AJ 16 G).": ["1997 AJ 16 G"],
    "2008, SGCP 17 G": ["2008 SGCP 17 G"],
    "2024 DSOL 12 : convention": ["2024 DSOL 12"],
    "2024 DSOL 12 Convention avec 3 associations": ["2024 DSOL 12"],
    "2024 DSOL 12 relatif à l'hébergement": ["2024 DSOL 12"],
    "2024 DSOL 12, relative au 18e": ["2024 DSOL 12"],
    "2024 DSOL 12 est adopté": ["2024 DSOL 12"],
    "2024 DSOL 12 (12e)": ["2024 DSOL 12"],
    "2024 DSOL 12. Subvention (850.000 euros)": ["2024 DSOL 12"],
    "2024 DSOL 12 / Subventions": ["2024 DSOL 12"],
    "le 2024 DSOL 12 et le 2024 DAC 3": ["2024 DSOL 12", "2024 DAC 3"],
    "au 2024 DSOL 12 ; au 2023 DAC 3": ["2024 DSOL 12", "2023 DAC 3"],
    # the departmental formation
    "2018 DASCO 41 g": ["2018 DASCO 41 G"],
    "2018 DASCO 41 -G": ["2018 DASCO 41 G"],
    "2018 DASCO 41 (G)": ["2018 DASCO 41 G"],
    "2018 DASCO 41 - G": ["2018 DASCO 41 G"],
    "2018 DASCO 41 - G - Subvention": ["2018 DASCO 41 G"],
    "2018 DASCO G 41": ["2018 DASCO 41 G"],
    "2018 DASCO 41 G- Subvention": ["2018 DASCO 41 G"],
    "2018 DASCO 41-2 G": ["2018 DASCO 41-2 G"],
    "2013 DASES 469 G et 470 G": ["2013 DASES 469 G", "2013 DASES 470 G"],
    "2013 DASES 469 et 470 G": ["2013 DASES 469", "2013 DASES 470 G"],
    "2013 DASES 469 G, DLH 10 et DLH 11 G": ["2013 DASES 469 G", "2013 DLH 10", "2013 DLH 11 G"],
    # the department stands first
    "DFPE 2019 40": ["2019 DFPE 40"],
    "DFPE 2019-40": ["2019 DFPE 40"],
    "DFPE-2019-40": ["2019 DFPE 40"],
    "DFPE_2019_40": ["2019 DFPE 40"],
    "DFPE/2019/40": ["2019 DFPE 40"],
    "DFPE.2019.40": ["2019 DFPE 40"],
    "DFPE2019-40": ["2019 DFPE 40"],
    "DFPE n° 2019-40": ["2019 DFPE 40"],
    "DFPE 2019 n° 40": ["2019 DFPE 40"],
    "DFPE 2019 40 G": ["2019 DFPE 40 G"],
    "DFPE 2019-40 G": ["2019 DFPE 40 G"],
    "DFPE 2019-40-2": ["2019 DFPE 40-2"],
    "DFPE 2019 40, 41 et 42": ["2019 DFPE 40", "2019 DFPE 41", "2019 DFPE 42"],
    "DEVE 2016-34": ["2016 DEVE 34"],
    "DU 2019 137 - Dénomination": ["2019 DU 137"],
    "la délibération DU 2019-137 du Conseil": ["2019 DU 137"],
    "PP 2019-12": ["2019 PP 12"],
    "D.E.V.E. 2016-34": ["2016 DEVE 34"],
    "dfpe 2019 40": ["2019 DFPE 40"],
    "V. 2014 255": ["2014 V 255"],
    "Changer Paris 2021 2": ["2021 Changer Paris 2"],
    "DVD 2017-15 et DEVE 2017-3": ["2017 DVD 15", "2017 DEVE 3"],
    # the year stands last
    "DVD 62/2019": ["2019 DVD 62"],
    "DVD 62-2019": ["2019 DVD 62"],
    "DVD 62 de 2019": ["2019 DVD 62"],
    "DVD 62 (2019)": ["2019 DVD 62"],
    "le projet DASES 469 G de 2013": ["2013 DASES 469 G"],
    # several departments
    "2017 DVD-DEVE 15": ["2017 DVD 15"],
    "2017 DVD/DEVE 15": ["2017 DVD 15"],
    "2017 DVD - DEVE 15": ["2017 DVD 15"],
    "2017 DVD et DEVE 15": ["2017 DVD 15"],
    "2021 DAE 45 - DFA": ["2021 DAE 45"],
    "2021 DAE 45-DFA": ["2021 DAE 45"],
    "2021 DAE 45/DFA/DVD - Convention": ["2021 DAE 45"],
    "2021 DAE 45 – DFA – Convention": ["2021 DAE 45"],
    "2018 SG 28 - DDCT": ["2018 SG 28"],
    "2021 DAE 45 - DFA 12": ["2021 DAE 45", "2021 DFA 12"],
    "2021 DAE 45 / DFA 12 G": ["2021 DAE 45", "2021 DFA 12 G"],
    # enumerations
    "2020 DASCO 108 à 112": [f"2020 DASCO {n}" for n in range(108, 113)],
    "2020 DASCO n° 108 à n° 110": [f"2020 DASCO {n}" for n in range(108, 111)],
    "2024 DSOL 12, 13 et 14": ["2024 DSOL 12", "2024 DSOL 13", "2024 DSOL 14"],
    "2024 DSOL 12, 13, et 14": ["2024 DSOL 12", "2024 DSOL 13", "2024 DSOL 14"],
    "2024 DSOL 12 ; 13 ; 14": ["2024 DSOL 12", "2024 DSOL 13", "2024 DSOL 14"],
    "2024 DSOL 12/13": ["2024 DSOL 12", "2024 DSOL 13"],
    "2024 DSOL 12 & 13": ["2024 DSOL 12", "2024 DSOL 13"],
    "2024 DSOL 12 ainsi que 13": ["2024 DSOL 12", "2024 DSOL 13"],
    "2024 DSOL 12,13,14": ["2024 DSOL 12", "2024 DSOL 13", "2024 DSOL 14"],
    "2024 DSOL 12, DAC 3, DJS 4 et 5": ["2024 DSOL 12", "2024 DAC 3", "2024 DJS 4", "2024 DJS 5"],
    "2024 DSOL 12 et DAC 3 G": ["2024 DSOL 12", "2024 DAC 3 G"],
    "2024 DSOL 12, 2024 DAC 3, 2023 DJS 4": ["2024 DSOL 12", "2024 DAC 3", "2023 DJS 4"],
    "2019 DLH 12 et 13 logements": ["2019 DLH 12"],
    # proposals of groups
    "2019 100 % Paris 1": ["2019 100% Paris 1"],
    "2023 Les Ecologistes 4 - Proposition": ["2023 Les Écologistes 4"],
    "2023 Les Écologistes 4": ["2023 Les Écologistes 4"],
    "2022 Indépendants et Progressistes 2 : proposition": ["2022 Indépendants et Progressistes 2"],
    "2021 CHANGER PARIS 2": ["2021 Changer Paris 2"],
    "2019 PCF-FG 3 G": ["2019 PCF-FG 3 G"],
    "la proposition de délibération 2018 PPCI 1": ["2018 PPCI 1"],
    # how machines spoil it
    f"2019{NB}DFPE{NB}40": ["2019 DFPE 40"],
    f"2019{THIN}DFPE{THIN}40": ["2019 DFPE 40"],
    "2019\tDFPE\t40": ["2019 DFPE 40"],
    "2019  DFPE   40": ["2019 DFPE 40"],
    "2019\u2003DFPE\u200340": ["2019 DFPE 40"],
    "2019 DF\u200bPE 40": ["2019 DFPE 40"],
    "\ufeff2019 DFPE 40": ["2019 DFPE 40"],
    f"2019 DF{SOFT}PE 40": ["2019 DFPE 40"],
    f"20{SOFT}19 DFPE 4{SOFT}0": ["2019 DFPE 40"],
    "2019\u2011DFPE\u201140": ["2019 DFPE 40"],
    "2019\u2212DFPE\u221240": ["2019 DFPE 40"],
    "2019\nDFPE 40": ["2019 DFPE 40"],
    "2019 DFPE\n40": ["2019 DFPE 40"],
    "2019 DF-\nPE 40": ["2019 DFPE 40"],
    "20\n19 DFPE 40": ["2019 DFPE 40"],
    "2019 DFPE 40\nSubvention": ["2019 DFPE 40"],
    "2 019 DFPE 40": ["2019 DFPE 40"],
    "2 024 DSOL 12": ["2024 DSOL 12"],
    "2O19 DFPE 40": ["2019 DFPE 40"],
    "2OO9 DFPE 4O": ["2009 DFPE 40"],
    "20l9 DFPE 40": ["2019 DFPE 40"],
    "l997 DASCO 12": ["1997 DASCO 12"],
    "2019 DASC0 12": ["2019 DASCO 12"],
    "2018 DAC 1O2": ["2018 DAC 102"],
    "2 0 1 9 D F P E 4 0": ["2019 DFPE 40"],
    "2 0 1 9   D F P E   4 0   G": ["2019 DFPE 40 G"],
    "2019 dfpe 40": ["2019 DFPE 40"],
    "2019 Dfpe 40": ["2019 DFPE 40"],
    "2019 du 137 - dénomination": ["2019 DU 137"],
    "2014 v 255": ["2014 V 255"],
    "2019 DFPE n? 40": ["2019 DFPE 40"],
    "2019 DFPE n\ufffd 40": ["2019 DFPE 40"],
    "2019 DFPE 40 \ufffd Subvention": ["2019 DFPE 40"],
    "v\ufffdu adopt\ufffd (2014, V. 255)": ["2014 V 255"],
    "2019 DFPE nÂ° 40": ["2019 DFPE 40"],
    "projet de délibération 2024 DXYZ 7": ["2024 DXYZ 7"],
    "2024 DXYZ 7 - Un nouveau service": ["2024 DXYZ 7"],
    "(2024, XYZ 7)": ["2024 XYZ 7"],
}
"""What is written, and the canonical numbers in order; the session's year is not known."""

IN_A_SESSION = {
    "le projet (2019 XYZQ 12 du jour)": ["2019 XYZQ 12"],
    "le texte (2019 XYZQ 12 du jour)": [],
    "la proposition Changer Paris 2 est adoptée": ["2019 Changer Paris 2"],
    "les propositions Changer Paris 2 sont adoptées": ["2019 Changer Paris 2"],
    "le projet de délibération DVD 62": ["2019 DVD 62"],
    "les projets DFPE 24, DFPE 40, 44, 56 et 175": [f"2019 DFPE {n}" for n in (24, 40, 44, 56, 175)],
    "DASCO 108 à 110, DAC 3": ["2019 DASCO 108", "2019 DASCO 109", "2019 DASCO 110", "2019 DAC 3"],
    "le projet de délibération 2018 DVD 62 puis DAC 3": ["2018 DVD 62", "2019 DAC 3"],
    "SG 61-1 et SG 61-2": ["2019 SG 61-1", "2019 SG 61-2"],
    "DFPE 2018 40": ["2018 DFPE 40"],
    "DVD 62 (2018)": ["2018 DVD 62"],
    "V. 126": ["2019 V 126"],
    "DU 137 bis": ["2019 DU 137 bis"],
    "DVD-DEVE 15": ["2019 DVD 15"],
    "D.F.P.E. n° 40": ["2019 DFPE 40"],
}
"""What is written, and what is found when the session is known to be of 2019."""

FRIENDS = """
2024 Paris 20
PARIS 2024
l'article 2019 du Code civil
le 1er janvier 2024
la loi 2014-58 du 27 janvier 2014
le décret n° 2019-24 du 17 janvier 2019
la loi n° 2019-486 dite PACTE
75 011 Paris
Tél. : 01 42 76 40 40
01.42.76.40.40
le RER B 15 minutes plus tard
Tour 2024 PSG 3
2024 PSG 3 - OM 1
En 2024, PSG 3 Lyon 1
850.000 euros en 2019
12,50 € en 2019 contre 13 € en 2020
COVID 19
En 2020, COVID 19 a tout changé.
JO 2024
les JO 2024 : 12 médailles
2024 JO 15 sites
la Seine 16e en 2019
COP 21 en 2015, COP 26 en 2021
2015 COP 21
PM 10 et PM 2,5 en 2019
RN 20, A 86, D 920
en 2024 D 7
le 3 juin 2021 V 8
En 2019 V 12
Mme V. 2019
le tramway T3 en 2019
2019 T3 12 stations
le 12 novembre 2019 du 8 au 10
en 2019 du 12 mars au 15 avril
2019, du 3 au 7 avril
SÉANCE DU 12 NOVEMBRE 2019
DU 2019-12-03 AU 2019-12-05
2019 DU 12 MARS AU 15 AVRIL
la promenade de 2019 DU 12 AU 15
en 2021 cas 12
en 2020, cas 3 : un agent
2019 mg 3 par litre
en 2019 dvd 50 euros
En 2019, DVD 50 000 exemplaires.
en 2024 DVD 62 euros
12 DVD 2019 2020
la DEVE 2024-2030
le plan DASCO 2021-2026
DFA 2019/2020
bilan DVD 2019 - 40 rues
le budget 2019 BP 12 millions
BP 2024 : 11,2 milliards
la DAC 2019 3 agents
les Républicains en 2020
En 2020 Les Républicains 12 sièges
En 2020, les Écologistes 8 élus
2021 Changer Paris 3 fois
en 2014 MoDem 16 sièges
la ZAC 2019
2019 ZAC 3
QPV 2015
en 2013, DSM 5
l'ISO 9001:2015
2015 ISO 14001
la norme NF 2018
n° 07-2002-47
délibération n° 112023045
2019 11 24
le 24/11/2019
2019-11-24
R21
QR 2019
SIRET 217 500 016 00019
le 12/2019
art. L. 2511-37 du CGCT
l'article R. 123-2
L. 2121-29
page 2019
le lot n° 2019-12
le marché 2019-12345
vœu n° 17 bis
amendement n° 2019
la ligne 14 en 2024
de 2014 à 2020
1 839 425 habitants
2 145 906 habitants en 2020
les années 2019 et 2020
le 5e arrondissement en 2019
2019 : 40 rues
10 000 arbres d'ici 2026
Paris Plages 2024
le budget participatif 2019
l'édition 2019 20 projets
la M14, 2024
le bus 96
le T9 en 2021
le plan vélo 2021-2026
la directive 2008/50/CE
le règlement (UE) 2016/679
ISBN 978-2-07-036822-8
48 rue de Rivoli 75004 PARIS
la place du 8-Mai-1945
la rue du 4-Septembre
2024 FRANCE 3
en 2019 TF 1
2022 LOI 3DS
la CRC en 2019
TVA 20 % en 2019
1 DVD 2 CD
XXIe siècle
En 1995 RER D 2
G7 2019
G 20 en 2019
le groupe UDI-MODEM 2014
Grand Paris 2024
SMIC 2019
en 2019 RSA 12 mois
la DASCO 6 mois plus tard
la DASCO 14 jours plus tard
la DASCO 1 élu
la DASCO 3 conseillères
la DASCO 200 personnes
2019 LR 3
"""
"""Sentences without an act number, one a line; neither with nor without a session is anything to be found."""
