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
    # ranges, parts and links
    "2021 DAC 42-1° à 42-3°": ["2021 DAC 42-1", "2021 DAC 42-2", "2021 DAC 42-3"],
    "2021 DAC 42-1 à 42-3": ["2021 DAC 42-1", "2021 DAC 42-2", "2021 DAC 42-3"],
    "2021 DAC 42-1° à 3°": ["2021 DAC 42-1", "2021 DAC 42-2", "2021 DAC 42-3"],
    "2021 DAC 42 1° à 3°": ["2021 DAC 42-1", "2021 DAC 42-2", "2021 DAC 42-3"],
    "2021 DAC 42-1 à 3": ["2021 DAC 42-1", "2021 DAC 42-2", "2021 DAC 42-3"],
    "2017 DLH 100-1°, 100-2° et 100-3°": ["2017 DLH 100-1", "2017 DLH 100-2", "2017 DLH 100-3"],
    "2017 DLH 100-1 et 100-2": ["2017 DLH 100-1", "2017 DLH 100-2"],
    "2017 DLH 100-1° et 2°": ["2017 DLH 100-1", "2017 DLH 100-2"],
    "2019 DPE 4 à 2019 DPE 6": ["2019 DPE 4", "2019 DPE 5", "2019 DPE 6"],
    "2019 DPE 4 à DPE 6": ["2019 DPE 4", "2019 DPE 5", "2019 DPE 6"],
    "2019 DPE 4 à 6": ["2019 DPE 4", "2019 DPE 5", "2019 DPE 6"],
    "2019, DPE 4, 5 et 6": ["2019 DPE 4", "2019 DPE 5", "2019 DPE 6"],
    "2016 DEVE 21 et DVD 40": ["2016 DEVE 21", "2016 DVD 40"],
    "2016 DEVE 21 et 2016 DVD 40": ["2016 DEVE 21", "2016 DVD 40"],
    "2016 DEVE 21, 2017 DEVE 3": ["2016 DEVE 21", "2017 DEVE 3"],
    "2016 DEVE 21 ; DVD 40 ; DU 3": ["2016 DEVE 21", "2016 DVD 40", "2016 DU 3"],
    "2016 DEVE 21 G et 22 G": ["2016 DEVE 21 G", "2016 DEVE 22 G"],
    "2016 DASES 210 G, 211 G": ["2016 DASES 210 G", "2016 DASES 211 G"],
    "2016 DASES 210G": ["2016 DASES 210 G"],
    "2016 DASES 210-G": ["2016 DASES 210 G"],
    "2016 DASES 210 - G": ["2016 DASES 210 G"],
    "2015-DICOM-9": ["2015 DICOM 9"],
    "2015_DICOM_9": ["2015 DICOM 9"],
    "2015DICOM9": ["2015 DICOM 9"],
    "2015 DICOM9": ["2015 DICOM 9"],
    "2015  DICOM   9": ["2015 DICOM 9"],
    "2015\xa0DICOM\xa09": ["2015 DICOM 9"],
    "2015\u202fDICOM\u202f9": ["2015 DICOM 9"],
    "2015\tDICOM\t9": ["2015 DICOM 9"],
    "2015 DICOM\n9": ["2015 DICOM 9"],
    "2015\nDICOM 9": ["2015 DICOM 9"],
    "2015 D.I.C.O.M. 9": ["2015 DICOM 9"],
    "2015 D. I. C. O. M. 9": ["2015 DICOM 9"],
    "2015, DICOM n°9": ["2015 DICOM 9"],
    "2015, DICOM n° 9": ["2015 DICOM 9"],
    "2015, DICOM N°9": ["2015 DICOM 9"],
    "2015 DICOM nº9": ["2015 DICOM 9"],
    "2015 DICOM 009": ["2015 DICOM 9"],
    "2015 DICOM 9 bis": ["2015 DICOM 9 bis"],
    "2015 DICOM 9bis": ["2015 DICOM 9 bis"],
    "2015 DICOM 9 BIS": ["2015 DICOM 9 bis"],
    "2015 DICOM 9 ter": ["2015 DICOM 9 ter"],
    "2015 DICOM 9 bis G": ["2015 DICOM 9 bis G"],
    "(2015 DICOM 9)": ["2015 DICOM 9"],
    "(2015, DICOM 9).": ["2015 DICOM 9"],
    "[2015 DICOM 9]": ["2015 DICOM 9"],
    "«2015 DICOM 9»": ["2015 DICOM 9"],
    "'2015 DICOM 9'": ["2015 DICOM 9"],
    "**2015 DICOM 9**": ["2015 DICOM 9"],
    "2015 DICOM 9:": ["2015 DICOM 9"],
    "2015 DICOM 9.": ["2015 DICOM 9"],
    "2015 DICOM 9,": ["2015 DICOM 9"],
    "2015 DICOM 9 - Convention": ["2015 DICOM 9"],
    "2015 DICOM 9 – Convention": ["2015 DICOM 9"],
    "2015 DICOM 9 — 12 conventions": ["2015 DICOM 9"],
    "2015 DICOM 9 Subvention (12.000 euros)": ["2015 DICOM 9"],
    "2015 DICOM 9 : 3 subventions": ["2015 DICOM 9"],
    "2015 DICOM 9 (suite)": ["2015 DICOM 9"],
    "2020 DAE-DU 33": ["2020 DAE 33"],
    "2020 DAE - DU 33": ["2020 DAE 33"],
    "2020 DAE / DU 33": ["2020 DAE 33"],
    "2020 DAE/DU/DFA 33": ["2020 DAE 33"],
    "2020 V 12": ["2020 V 12"],
    "2020, V. 12": ["2020 V 12"],
    "2020 V.12": ["2020 V 12"],
    "2020 V. 12 G": ["2020 V 12 G"],
    "2020V12": ["2020 V 12"],
    "2023 DTEC 8": ["2023 DTEC 8"],
    "2023 DSOL 150": ["2023 DSOL 150"],
    "2023 SGJOP 3": ["2023 SGJOP 3"],
    "2023 DICOM 3": ["2023 DICOM 3"],
    "2023 DGJOPGE 2": ["2023 DGJOPGE 2"],
    "2023 DDCT 11-2": ["2023 DDCT 11-2"],
    "2O23 DDCT 11": ["2023 DDCT 11"],
    "20l3 DDCT 11": ["2013 DDCT 11"],
    "l996 DLH 4": ["1996 DLH 4"],
    "1998, D 1201-1°": ["1998 D 1201-1"],
    "1998, D. 1201-1°, 2° et 3°": ["1998 D 1201-1", "1998 D 1201-2", "1998 D 1201-3"],
    "1999, JS 12": ["1999 JS 12"],
    "1999, EF 45": ["1999 EF 45"],
    "1999, EF. 45": ["1999 EF 45"],
    "1999, ASES 12 G": ["1999 ASES 12 G"],
    "2000, DAUC 178": ["2000 DAUC 178"],
    "2000, DVLR 113": ["2000 DVLR 113"],
    "44 - 2000, SGRI 10 - Subvention": ["2000 SGRI 10"],
    "2 - 2003, SG 7 - Autorisation": ["2003 SG 7"],
    "51 - 2002, DVLR 83 - Fixation": ["2002 DVLR 83"],
    "2002, DVLR 83. - Fixation": ["2002 DVLR 83"],
    "la délibération 2018 DRH 77": ["2018 DRH 77"],
    "délibération n°2018 DRH 77": ["2018 DRH 77"],
    "délibération n°2018-DRH-77": ["2018 DRH 77"],
    "délibérations 2018 DRH 77 à 79": ["2018 DRH 77", "2018 DRH 78", "2018 DRH 79"],
    "délibérations 2018 DRH 77, 78 G et 79-2": ["2018 DRH 77", "2018 DRH 78 G", "2018 DRH 79-2"],
    "projet 2018DRH77": ["2018 DRH 77"],
    "le 2018 DRH 77 est adopté": ["2018 DRH 77"],
    "Vu la délibération 2018 DRH 77 des 24, 25 et 26 septembre 2018": ["2018 DRH 77"],
    "Vu la délibération 2018 DRH 77 du 24 septembre 2018": ["2018 DRH 77"],
    "Vu la délibération 2018 DRH 77 en date du 24": ["2018 DRH 77"],
    "2018 DRH 77, 12 postes": ["2018 DRH 77"],
    "2018 DRH 77 et 12 postes": ["2018 DRH 77"],
    "2018 DRH 77 et 3 autres": ["2018 DRH 77"],
    "2018 DRH 77, 3e commission": ["2018 DRH 77"],
    "2018 DRH 77 (12e)": ["2018 DRH 77"],
    "2018 DRH 77, 12e": ["2018 DRH 77"],
    "2018 DRH 77 et 2 %": ["2018 DRH 77"],
    "2018 DRH 77 à 14 heures": ["2018 DRH 77"],
    "2018 DRH 77 à 14 h 30": ["2018 DRH 77"],
    "2018 DRH 77 à 200 euros": ["2018 DRH 77"],
    "2018 DRH 77 à 3 voix": ["2018 DRH 77"],
    "2018_DRH_77_projet.docx": ["2018 DRH 77"],
    "/2018/DRH/77/": ["2018 DRH 77"],
    "vu 2018 DRH 77-1 G": ["2018 DRH 77-1 G"],
    "2018 DRH 77-12": ["2018 DRH 77-12"],
    "2018 DRH 77–2": ["2018 DRH 77-2"],
    "2018 DRH 77 1er alinéa": ["2018 DRH 77"],
    "2018 DRH 77 article 3": ["2018 DRH 77"],
    "2018 DRH 77, annexe 2": ["2018 DRH 77"],
    "2018 DRH 77, page 4": ["2018 DRH 77"],
    "2018 DRH 77, amendement n° 4": ["2018 DRH 77"],
    "2018 DRH 77 et l'amendement n° 12": ["2018 DRH 77"],
    "2018 DRH 77 et les vœux n° 12 et 13": ["2018 DRH 77"],
    "2018 DRH 77 amendé": ["2018 DRH 77"],
    "2018 DRH 77 modifiée": ["2018 DRH 77"],
    "2018 DRH 77 du 3 mai 2019": ["2018 DRH 77"],
    "2018 DRH 77 / 2018 DRH 78": ["2018 DRH 77", "2018 DRH 78"],
    "2018 DRH 77 & 78": ["2018 DRH 77", "2018 DRH 78"],
    "2018 DRH 77 ou 78": ["2018 DRH 77", "2018 DRH 78"],
    "2018 DRH 77 ainsi que 2018 DRH 78": ["2018 DRH 77", "2018 DRH 78"],
    "2018 DRH 77 ainsi que DRH 78": ["2018 DRH 77", "2018 DRH 78"],
    "2018 DRH 77 et 2019 DRH 1 à 3": ["2018 DRH 77", "2019 DRH 1", "2019 DRH 2", "2019 DRH 3"],
    "2019 DRH 1 à 3 et 5": ["2019 DRH 1", "2019 DRH 2", "2019 DRH 3", "2019 DRH 5"],
    "2019 DRH 1 à 3, 5 à 7": ["2019 DRH 1", "2019 DRH 2", "2019 DRH 3", "2019 DRH 5", "2019 DRH 6", "2019 DRH 7"],
    "2019 DRH 1 G à 3 G": ["2019 DRH 1 G", "2019 DRH 2 G", "2019 DRH 3 G"],
    "2019 DRH 12 à 9": ["2019 DRH 12", "2019 DRH 9"],
    "2012, DFPE 12 G à 14 G": ["2012 DFPE 12 G", "2012 DFPE 13 G", "2012 DFPE 14 G"],
    "2012 DLH 47-2° à 47-4°": ["2012 DLH 47-2", "2012 DLH 47-3", "2012 DLH 47-4"],
    "2012 DLH 47-2° à 4°": ["2012 DLH 47-2", "2012 DLH 47-3", "2012 DLH 47-4"],
    "2012 DLH 47-2 G à 47-4 G": ["2012 DLH 47-2 G", "2012 DLH 47-3 G", "2012 DLH 47-4 G"],
    "2012 DLH 47-1° à 47-2° et 48": ["2012 DLH 47-1", "2012 DLH 47-2", "2012 DLH 48"],
    "2012 DLH 47-1° à 48-2°": ["2012 DLH 47-1", "2012 DLH 48-2"],
    "2012 DLH 47-1°, 47-2° à 47-4°": ["2012 DLH 47-1", "2012 DLH 47-2", "2012 DLH 47-3", "2012 DLH 47-4"],
    "2013 DPA 71-1° à 71-4°": ["2013 DPA 71-1", "2013 DPA 71-2", "2013 DPA 71-3", "2013 DPA 71-4"],
    "2013 DPA 71, 72 ou 75": ["2013 DPA 71", "2013 DPA 72", "2013 DPA 75"],
    "les délibérations 2013 DPA 71, DEVE 4 G et SG 12": ["2013 DPA 71", "2013 DEVE 4 G", "2013 SG 12"],
    "Voir 2013 DPA 71 p. 3": ["2013 DPA 71"],
    "2013 DPA 71 (rapporteur : M. X)": ["2013 DPA 71"],
    "[2013/DPA/71] Signature d'un marché": ["2013 DPA 71"],
    "2013-DPA-71-2": ["2013 DPA 71-2"],
    "2013-DPA-71-G": ["2013 DPA 71 G"],
    "2013_DPA_71_G": ["2013 DPA 71 G"],
    "2013DPA71G": ["2013 DPA 71 G"],
    "N°2013DPA0071": ["2013 DPA 71"],
    "2013 DPA 71 quater": ["2013 DPA 71 quater"],
    "2013 DPA 71 TER": ["2013 DPA 71 ter"],
    "2013,DPA 71": ["2013 DPA 71"],
    "2013 – DPA – 71": ["2013 DPA 71"],
    "2013 D P A 71": ["2013 DPA 71"],
    "2013 D.P.A. n° 71": ["2013 DPA 71"],
    "2013 DPA-DVD 71 et 72": ["2013 DPA 71", "2013 DPA 72"],
    "2013 DPA - DVD - DEVE 71": ["2013 DPA 71"],
    "1997, D. 1234-3°": ["1997 D 1234-3"],
    "1997, D.1234 et D.1235": ["1997 D 1234", "1997 D 1235"],
    "1997, GM 12 et 13": ["1997 GM 12", "1997 GM 13"],
    "1996, V. 3, V. 4 et V. 5": ["1996 V 3", "1996 V 4", "1996 V 5"],
    "2001, DASCO 12 - DFPE 13": ["2001 DASCO 12", "2001 DFPE 13"],
    "2022 DTEC 5 : convention 2022-2024": ["2022 DTEC 5"],
    "2022 DTEC 5 Budget 2023": ["2022 DTEC 5"],
    "2022 DTEC 5 / 2023 DTEC 1": ["2022 DTEC 5", "2023 DTEC 1"],
    "2022 DTEC 5, 2023 DTEC 1 et 2": ["2022 DTEC 5", "2023 DTEC 1", "2023 DTEC 2"],
    "2022 DTEC 5 à 2022 DTEC 7": ["2022 DTEC 5", "2022 DTEC 6", "2022 DTEC 7"],
    "2022 DTEC 5 à 2023 DTEC 7": ["2022 DTEC 5", "2023 DTEC 7"],
    "2022 DTEC 5 à DSOL 7": ["2022 DTEC 5", "2022 DSOL 7"],
    "2022 DTEC 5-1 à 4": ["2022 DTEC 5-1", "2022 DTEC 5-2", "2022 DTEC 5-3", "2022 DTEC 5-4"],
    "2022 DTEC 5-1° à 5-2°": ["2022 DTEC 5-1", "2022 DTEC 5-2"],
    "2022 DTEC 5-1° et 6": ["2022 DTEC 5-1", "2022 DTEC 6"],
    "(2022 DTEC 5, 6)": ["2022 DTEC 5", "2022 DTEC 6"],
    "2022 DTEC 5 ; 2022 DTEC 6 ; 2022 DTEC 9": ["2022 DTEC 5", "2022 DTEC 6", "2022 DTEC 9"],
    "2022 DTEC 5\n2022 DTEC 6": ["2022 DTEC 5", "2022 DTEC 6"],
    "2022 DTEC\n5": ["2022 DTEC 5"],
    "20l9 DTEC 5": ["2019 DTEC 5"],
    "2O22 DTEC 5": ["2022 DTEC 5"],
    "2022\xa0DTEC\xa05\xa0G": ["2022 DTEC 5 G"],
    "2022 DTEC 5(G)": ["2022 DTEC 5 G"],
    "2022 DTEC 5 (G)": ["2022 DTEC 5 G"],
    "2022 DTEC G 5": ["2022 DTEC 5 G"],
    "vœu 2022 V 40": ["2022 V 40"],
    "V. 40 (2022)": ["2022 V 40"],
    "DTEC 5 (2022)": ["2022 DTEC 5"],
    "DTEC 5 de 2022": ["2022 DTEC 5"],
    "DTEC 5/2022": ["2022 DTEC 5"],
    "DTEC 2022 5": ["2022 DTEC 5"],
    "DTEC-2022-5": ["2022 DTEC 5"],
    "DTEC 2022-5": ["2022 DTEC 5"],
    "2022 DTEC 5, avenant n° 2": ["2022 DTEC 5"],
    "2022 DTEC 5 - 2 conventions": ["2022 DTEC 5"],
    "2022 DTEC 5, 3.000 euros": ["2022 DTEC 5"],
    "2022 DTEC 5 et 4 voix": ["2022 DTEC 5"],
    "2022 DTEC 5 ou 4 postes": ["2022 DTEC 5"],
    "2022 DTEC 5 ou abandon": ["2022 DTEC 5"],
    "2022 DTEC 5 à l'unanimité": ["2022 DTEC 5"],
    "2022 DTEC 5 à 18 h": ["2022 DTEC 5"],
    "2022 DTEC 5 à 18h30": ["2022 DTEC 5"],
    "2022 DTEC 5 à 100 %": ["2022 DTEC 5"],
    "2022 DTEC 5 à 7 reprises": ["2022 DTEC 5"],
    "2022 DTEC 5 à 2,5 M€": ["2022 DTEC 5"],
    # signs in unusual places
    "2019 d.f.p.e. 40": ["2019 DFPE 40"],
    "DFPE 2019n°40": ["2019 DFPE 40"],
    "DVD-DEVE-DPP 2019 40": ["2019 DVD 40"],
    "DVD62/2019": ["2019 DVD 62"],
    "DVD 62(2019)": ["2019 DVD 62"],
    "DVD 62/20195": [],
    "DVD 62/2019 DEVE 3": [],
    "DVD 62/2019DEVE": [],
    "V.40 (2022)": ["2022 V 40"],
    "2018 DASCO G41": ["2018 DASCO 41 G"],
    "2018 DASCO 41 G.I.C. Paris": ["2018 DASCO 41"],
    "2018 DASCO 41 - G 7 à Biarritz": ["2018 DASCO 41"],
    "2018 DRH 77-123": ["2018 DRH 77"],
    "2018 DRH 77-3/4": ["2018 DRH 77"],
    "2018 DRH 77-12e arrondissement": ["2018 DRH 77"],
    "2018 DRH 77-2G": ["2018 DRH 77-2 G"],
    "2019 DLH 124- 1°": ["2019 DLH 124-1"],
    "2019 DLH 124 -1°": ["2019 DLH 124-1"],
    "2014 DF 1005-1°-2°": ["2014 DF 1005-1", "2014 DF 1005-2"],
    "2014 DF 1005-1° - 2°": ["2014 DF 1005-1", "2014 DF 1005-2"],
    "2007, DLH 10 G-DASES 469 G": ["2007 DLH 10 G", "2007 DASES 469 G"],
    "2024 DSOL 12, 13\nSubvention": ["2024 DSOL 12", "2024 DSOL 13"],
    "2024 DSOL 12, 13 - Subvention": ["2024 DSOL 12", "2024 DSOL 13"],
    "51 - 2019 du 137 - dénomination": ["2019 DU 137"],
    "51- 2019 du 137 - dénomination": ["2019 DU 137"],
    "51 -2019 du 137 - dénomination": ["2019 DU 137"],
    "2019 XYZQ 12 -Convention": ["2019 XYZQ 12"],
    "2019 XYZQ 12  Convention": ["2019 XYZQ 12"],
    "2019 du 137 - 3 conventions": [],
    "en séance, 2009 V 50": ["2009 V 50"],
    "2019 DFPE 4OO": ["2019 DFPE 400"],
    "2019 DASC0. 12": ["2019 DASCO 12"],
    # how far a range goes
    "2021 DAC 42-1 à 42": ["2021 DAC 42-1", "2021 DAC 42"],
    "2021 DAC 42-1 à 44-2": ["2021 DAC 42-1", "2021 DAC 43", "2021 DAC 44-2"],
    "2024 DLH 12 à 15 bis": ["2024 DLH 12", "2024 DLH 13", "2024 DLH 14", "2024 DLH 15 bis"],
    "2020 DASCO 100 à 150": [f"2020 DASCO {n}" for n in range(100, 151)],
    "2020 DASCO 100 à 151": ["2020 DASCO 100", "2020 DASCO 151"],
    # what follows shows that it is no act
    "2024 DAC 12,50 €": [],
    "2024 DAC 12%": [],
    "2024 DAC 12 %": [],
    "2024 DAC 12€": [],
    "2024 DAC 12 M€": [],
    "2024 DAC 12.5": [],
    "2024 DAC 12/2019": ["2019 DAC 12"],
    "2024 DAC 12/1998": ["1998 DAC 12"],
    "2024 DAC 12/03/2019": [],
    "2024 DAC 12/3/2019": [],
    "2024 DAC 01 42 76": [],
    "le 3 juin  2021 V 8": [],
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
    "DFPE 40, 41 et 42": ["2019 DFPE 40", "2019 DFPE 41", "2019 DFPE 42"],
    "DFPE 24, DFPE 40, DFPE 41, DFPE 42, 44, 56, 61, 96, 97, 112 et 175": [
        "2019 DFPE 24",
        "2019 DFPE 40",
        "2019 DFPE 41",
        "2019 DFPE 42",
        "2019 DFPE 44",
        "2019 DFPE 56",
        "2019 DFPE 61",
        "2019 DFPE 96",
        "2019 DFPE 97",
        "2019 DFPE 112",
        "2019 DFPE 175",
    ],
    "le projet de délibération DVD 123": ["2019 DVD 123"],
    "DVD 123 et les vœux nos 211, 211 bis": ["2019 DVD 123"],
    "DU 166, l'amendement technique n° 66": ["2019 DU 166"],
    "DDCT 139 et l'amendement n° 144": ["2019 DDCT 139"],
    "DF 76": ["2019 DF 76"],
    "SG 7": ["2019 SG 7"],
    "le DLH 12-1° à 12-3°": ["2019 DLH 12-1", "2019 DLH 12-2", "2019 DLH 12-3"],
    "DLH 12-1° à 12-3° et DLH 14": ["2019 DLH 12-1", "2019 DLH 12-2", "2019 DLH 12-3", "2019 DLH 14"],
    "DASES 12 G à 14 G": ["2019 DASES 12 G", "2019 DASES 13 G", "2019 DASES 14 G"],
    "DASES 12G et 13G": ["2019 DASES 12 G", "2019 DASES 13 G"],
    "les projets DAC 3 à DAC 5": ["2019 DAC 3", "2019 DAC 4", "2019 DAC 5"],
    "DAC n° 3": ["2019 DAC 3"],
    "D.A.C. 3": ["2019 DAC 3"],
    "DAC-3": ["2019 DAC 3"],
    "2018 DAC 3 et DAC 5": ["2018 DAC 3", "2018 DAC 5"],
    "DAE-DU 12": ["2019 DAE 12"],
    "DAE 12 bis": ["2019 DAE 12 bis"],
    "DAC 3, DU 4 et SG 5 G": ["2019 DAC 3", "2019 DU 4", "2019 SG 5 G"],
    "(DAC 3)": ["2019 DAC 3"],
    "DAC 3 : 12 subventions": ["2019 DAC 3"],
    "DAC 3, 12 subventions": ["2019 DAC 3"],
    "DVD 44, DVD 45 à DVD 47": ["2019 DVD 44", "2019 DVD 45", "2019 DVD 46", "2019 DVD 47"],
    "DVD 44 ou DVD 45": ["2019 DVD 44", "2019 DVD 45"],
    "DU 12 relatifs au 13e": ["2019 DU 12"],
    "DU 12 et DU 13 amendés": ["2019 DU 12", "2019 DU 13"],
    "les projets DU 12 et 13, adoptés": ["2019 DU 12", "2019 DU 13"],
    "DU 12 nous est soumis": ["2019 DU 12"],
    "DU 12 après débat": ["2019 DU 12"],
    "DU 12 mis aux voix": ["2019 DU 12"],
    "DU 12 sous réserve": ["2019 DU 12"],
    "DU 12 vise à": ["2019 DU 12"],
    "DU 12 prévoit": ["2019 DU 12"],
    "DFPE 12 soumis": ["2019 DFPE 12"],
    "DFPE 12 inscrits": ["2019 DFPE 12"],
    "SG 3-1° à 3-3°": ["2019 SG 3-1", "2019 SG 3-2", "2019 SG 3-3"],
    "DJS 5 bis et 6 ter": ["2019 DJS 5 bis", "2019 DJS 6 ter"],
    "DJS 5 BIS": ["2019 DJS 5 bis"],
    "Mme V. 20 rue Haute": [],
    "M. D. 20 rue Haute": [],
    "DAC 12/2018": ["2018 DAC 12"],
    "Changer Paris 3, adoptée": ["2019 Changer Paris 3"],
    "Changer Paris 3 motions": [],
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
Paris 2024
JO 2024 : 10.500 athlètes
en 2024, JO 33
COP 21
la COP21 en 2015
2019 : RATP 3 lignes
RATP 2019 : 12 gares
SNCF 2021, 3 grèves
en 2021 SNCF 400 trains
la loi ELAN 2018
loi SRU 25 %
2000 SRU 55
article L. 2121-17 du Code général
article L2511-13
article R. 123-4
art. 12 CGCT
2019 CGCT 3
loi n° 2021-1104 du 22 août 2021
décret n° 2014-1750 du 30 décembre 2014
décret 2019-150
ordonnance 2020-391
arrêté 2018 P 13011
arrêté n° 2018 P 13011
circulaire NOR INTB2006575C
CE, 12 mai 2019, n° 417410
TA Paris 2021 n° 1912345
CAA 2018
Cass. 2012, 11-45
le 12 mai 2019, M. DUPONT 3e adjoint
2022, M. BELLIARD 12 questions
2022 Mme HIDALGO 3
En 2022, Mme SIMONNET, 2 amendements
M. LEGARET 1995
Mme POLSKI 2014
UMP 2012
PS 2014
PCF 2017, 3 élus
EELV 2014 16 élus
LR 2020 40
UDI 14 voix
PCF-FG 13 voix
2014 PS 50 élus
SMIC 2023 1.747 euros
2023 SMIC 11,52
RSA 2020 : 564 euros
en 2020, RSA 564 euros
RSA 564
TVA 5,5 %
TVA 2014 10
ISF 2017
IFI 2018
DSP 2019
DPU 2015
PLU 2006
2006 PLU 12
le PLU de 2016
PLUB 2023, 3 recours
ZAC 2012, 3 lots
ZAC Clichy-Batignolles 54 hectares
lot O8
lot B 2
îlot 12
bâtiment C 4
hall B 12
escalier A 3
bus 2016 PC 3
PC3
ligne T3
T3b
RER B 2024
ligne 14 en 2024
RER A 1977
A 86
A86
N 118
D 906
la RN 20
en 2010 RN 20
Vélib' 2
Vélib 2018 20.000 vélos
Autolib' 2011
2018 SMOVENGO 600 stations
HLM 2020 110.000 demandeurs
SRU 2025 25 %
PLAI 2012 30 %
PLUS 50
PLS 20 logements
2012 PLS 20 logements
PLI 2017
AFNOR 2015
ISO 9001
ISO 14001 : 2015
ISO 26000 2010
NF EN 12 464
PM 10
PM10
PM 2,5
PM2.5
NO2
CO2 2050
2050 CO2 0
2030 : CO2 moins 50 %
H1N1 2009
COVID-19
Covid 19 en 2020
2020 COVID 19
SARS-CoV-2
VIH 2019 350 cas
SIDA 2030
IRM 3
3 IRM
ADN 2
CAF 75
2021 CAF 75
CPAM 75
CRC 2019
DGFIP 2020
ARS 2021, 3 centres
AP-HP 2022 39 hôpitaux
SAMU 75
SAMU 94 en 2018
BSPP 2015 3
CRS 8
2022 CRS 8
CRS 2019, 12 compagnies
DPSP 2021 5.000 agents
GPIS 2018 75
CNIL 2018
RGPD 2018
2018 RGPD 83
INSEE 2017
2017 INSEE 2.187.526 habitants
IRIS 2014
QPV 2015 20
ZUS 9
ZRU 2
REP 2014
REP+ 12 collèges
ULIS 2019 80
EHPAD 2020 15
2020 EHPAD 15 établissements
CHRS 200 places
2019 CHRS 200 places
SDF 2020 3.500
ESAT 12
TIG 2019 400
CDD 2019, 12
CDI 2020 350
2020 CDI 350 agents
ETP 12
2021 ETP 12
300 ETP en 2021
B 52
XIXe siècle 3
12 XII 1905
1er janvier 2020
14 JUILLET 2020
11 NOVEMBRE 1918
8 MAI 1945
1945 MAI 8
le 13 NOVEMBRE 2015, 130 victimes
page 2014 DF
page 12
tome II 1998
vol. 3
n° 12 G
n° 12 bis
vœu n° 12
amendement n° 112 G
les vœux n° 3 à 12
2024 T 12345
2019 CP 2019-123
CR 2019-44
la Région a voté CR 2019-44
CP 15-678
2016 MGP 12
la métropole, délibération CM2019/06/21/12
délibération 75-2016-03
délibération n° 07-2002-47
TF1 2012
BFM 2017, 3 journalistes
France 3
France 2 en 2019
M6 2015
FR3 1995
INA 1982
CD 2003
DVD 2005
un DVD 12 euros
des CD et DVD 2005
le DVD 4K
le DU de médecine 2
un DU 2019
DU 1er au 12 mars 2019
2019 DU 1er au 3 mars
DU 12 AU 14 MARS 2019
DEVE 12 agents
la DEVE 2 fois par semaine
la DVD 3 ans après
la DPA 15 architectes
la DASES 12 %
DASES 2019
la DASES en 2019
la DASES en 2019, 12 assistants
DPE 2020 : 7.500 agents
en 2020, la DPE 7.500 agents
la DPE compte 7.500 agents
la DAE et 12 partenaires
la DFPE, 3e direction
la DJS 2024
Direction DJS (2024)
la DRH, 12 rue X
la DLH, 103 avenue de France
DLH : 01 42 76 40 40
DVD 75004
DU 75013 PARIS
DASCO 75196 Paris Cedex
fax DAJ 01 42 76
BP 2019 DF
BS 2018 3
BP 2020 8,4 Md
CA 2016 12
2016 CA 12
AP 2015-2020
AP 2014 200 millions
CP 2014 1,2 Md
M57 2024
M 14
M14 en 1997
nature 6574
chapitre 65, fonction 40
rubrique P 35020
fonction 33, nature 2042
ligne F023
T2 2019
S1 2020
Q4 2021
T 3 2022
G8 2003
G 20 2010
U2 en 2009
PSG 2013 70 millions
OM 1993
1993 OM 1
PSG 4 OM 0
XV de France 2007
CAN 2019
JMJ 1997
FIAC 2019 180 galeries
MOB 2012
FIFA 98
UEFA 2016 51 matchs
EURO 2016
EURO 2016, 51 matchs
2016 EURO 51
GIEC 2021
GES 2004 -25 %
2004 GES 25
BEPOS 2020
RT 2012
RT 2012 50 kWh
RE 2020
RE2020
HQE 14 cibles
2009 HQE 14
BBC 2012
DPE G
DPE classe F 2028
étiquette DPE E 2034
logements classés DPE G 2025
2021 a vu 12 projets
Le 12 DÉCEMBRE 2018
SÉANCE DES 12, 13 ET 14 NOVEMBRE 2018
CONSEIL DE PARIS 2018 SÉANCE 4
2018 ORDRE DU JOUR 3
Année 2019 : 12 conseils
ANNEXE 3 – 2019
Annexe 2019 A 12
TABLEAU 2 2019
Fig. 3 (2019)
note 12, p. 2019
T. 12, 2019
cf. note AN 2019, 12
AN 2019 12
QE 2019 n° 12345
JO du 12 mars 2019, p. 3
JORF n° 12 du 15 janvier 2019
BMO 2019 n° 12
BODM 2014
BO 2014, 12
RAA 75-2019-12
IDCC 2019
NAF 8411 Z
CERFA 12156
RIB FR76 3000
IBAN FR76 1234
n° RNA W751234567
RCS Paris 552 032 534
SIRET 217500016
EPFIF 2021, 3 fonciers
CDC 2019, 2 prêts
BEI 2018 200 millions
AFD 2020 : 4 pays
FNAC 2019 2 étages
BHV 2018
SEMAEST 2019, 3 boutiques
SEMAPA 2020 12 lots
SOLIDEO 2024 3 sites
en 2024, SOLIDEO 3 ouvrages
PARIS HABITAT 2019 124.000 logements
RIVP 2020 60.000 logements
ELOGIE-SIEMP 2019
I3F 2018
CPCU 2019 16 arrondissements
EDF 2019 tarif 3
GRDF 2020, 1 compteur
SIAAP 2019 3 usines
EAU DE PARIS 2019 3
SYCTOM 2021 3 centres
en 2021, SYCTOM 3 usines
STIF 2016 3 lignes
IDFM 2023 zone 5
SGP 2017 ligne 15
en 2017, SGP 15
CRIF 2015
APUR 2019, 3 notes
OFB 2020
ADEME 2021 12 fiches
ANRU 2019, 3 quartiers
ANAH 2020 4 aides
UNICEF 2014
OMS 2005
l'OMS 2021, PM2,5 à 5
CGT 2019, FO 3, CFDT 4
CFDT 2018 12 sièges
en 2018, CFDT 12 sièges
FSU 2014 3
PEV 2019, 3 ateliers
TAP 2013
ARE 2013, 3 heures
CLAS 2019
BAFA 2019 200 jeunes
BAFA 300 euros
QR code 2019
PDF 12
pdf 2019 3 Mo
USB 3
GPS 48.85
LED 12 W
WIFI 2019
5G 2020
4G 2015 12 antennes
H24 7
7 j/7
24 h/24
A1, B2, C3
B1 2019
catégorie C 2019
catégorie A 12 agents
échelon 3, indice 450
IB 2019 350
IM 332 2019
NBI 15 points
2019 NBI 15 points
RIFSEEP 2019
IFSE 2019 groupe 3
CIA 2019 12 %
CHSCT 2018
CT 2018
CAP 2018 n° 3
CAP n° 12
2018 CAP n° 12
CT du 12 mars 2019
CSA 2023 3
Article 3 DU CODE 2019
PROJET DU 12 MARS 2019
AVIS DU 3 JUIN
l'avis DU 3e
dans le cadre DU 12e arrondissement
MAIRIE DU 12 2019
2019 MAIRIE DU 12
CONSEIL DU 20 2021
2021, CONSEIL DU 20e
le CICA DU 14
en 2019, le PSG 3
le SG de 2019, 3 notes
la DF en 2019, 3 bureaux
D'après la DF, 12 millions
la DU, 12 rue X
DU 17 AU 20
DU 3 AU 5 MAI 2019
DU 1er
DVD, CD, 12 euros
des DVD 3D
V 8
V8
V6 de 2019
moteur V6 2019
le V de la victoire 1945
Henri IV 1610
Louis XIV 1715
1715 LOUIS XIV
Pie V 1572
V 2019
D 2019
D 20
M. D. 20 ans
Mme V. 35 ans
Mme V., 35 ans
J. D. 1998
G. V. 2003
"""
"""Sentences without an act number, one a line; neither with nor without a session is anything to be found."""
