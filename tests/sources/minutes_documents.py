# ruff: noqa: E501
"""Short minutes in the manner of the Conseil de Paris, each with the outcomes a reader takes from them."""

DOCS = [
    (
        """Séance des 14 et 15 mars 2022
Mme LA MAIRE DE PARIS. - Nous examinons les vœux nos 17, 18 et 18 bis relatifs à la propreté.
M. DUPONT. - Nous retirons le vœu n° 18 au profit du vœu de l'Exécutif.
Mme LA MAIRE DE PARIS. - Je mets aux voix, à main levée, le vœu n° 17 avec un avis défavorable de l'Exécutif. Qui est pour ? Qui est contre ? Abstentions ? Le vœu n° 17 est rejeté.
Je mets aux voix, à main levée, le projet de vœu n° 18 bis de l'Exécutif. Qui est pour ? Le projet de vœu est adopté à l'unanimité. (2022, V. 63).
""",
        [
            ("2022-03 vœu 18", "withdrawn for the Executive's bis"),
            ("2022-03 vœu 17", "rejected"),
            ("2022-03 vœu 18 bis", "adopted"),
        ],
    ),
    (
        """Mars 2022
Le vœu n° 12 ayant été retiré, je mets aux voix le vœu n° 12 bis. Qui est pour ? Il est adopté.
""",
        [("2022-03 vœu 12", "withdrawn"), ("2022-03 vœu 12 bis", "adopted")],
    ),
    (
        """Mars 2022
Je mets aux voix le vœu n° 5. Le vœu n° 5 est rejeté. Je mets aux voix le vœu bis de l'Exécutif. Le vœu bis est adopté.
""",
        [("2022-03 vœu 5", "rejected")],
    ),
    (
        """Mars 2022
Nous examinons le projet de délibération DU 166, l'amendement technique n° 66 de l'Exécutif et les vœux référencés n° 67 et n° 67 bis.
Je mets aux voix l'amendement n° 66. Il est adopté.
Le vœu n° 67 est retiré. Je mets aux voix le vœu n° 67 bis. Le vœu n° 67 bis est adopté.
Je mets aux voix le projet de délibération DU 166 ainsi amendé. Le projet de délibération amendé est adopté. (2022, DU 166).
""",
        [
            ("2022-03 amendement 66", "adopted"),
            ("2022-03 vœu 67", "withdrawn"),
            ("2022-03 vœu 67 bis", "adopted"),
            ("2022 DU 166", "adopted as amended"),
        ],
    ),
    (
        """Avril 2019
Les projets de délibération DAC 2, DAC 3 et DFPE 12 sont adoptés à l'unanimité.
""",
        [("2019 DAC 2", "adopted"), ("2019 DAC 3", "adopted"), ("2019 DFPE 12", "adopted")],
    ),
    (
        """Avril 2019
Le vœu n° 7, rattaché au projet de délibération 2019 DVD 50, est adopté. (2019, V. 10).
""",
        [("2019-04 vœu 7", "adopted")],
    ),
    (
        """Avril 2019
Les vœux nos 3 et 4 sont examinés ensemble. Je vous propose de passer au vote. Le vœu est adopté.
""",
        [],
    ),
    (
        """Avril 2019
2007, DLH 10 G - DASES 469 G - Autorisation.
Le projet de délibération est adopté.
""",
        [("2007 DLH 10 G", "adopted"), ("2007 DASES 469 G", "adopted")],
    ),
    (
        """Avril 2019
2019 DVD 50 - Tarifs.
Comme l'amendement n° 6 a été adopté, le vœu n° 7 tombe. Le projet de délibération est adopté par 90 voix contre 60.
""",
        [("2019-04 vœu 7", "moot"), ("2019 DVD 50", "adopted")],
    ),
    (
        """Avril 2019
Vœu n° 12 déposé par le groupe LR relatif à la loi Climat.
Avis défavorable de l'Exécutif.
Le vœu est repoussé.
Vœu n° 13 déposé par le groupe GEP relatif aux pesticides.
Retiré au profit du vœu bis.
Vœu n° 13 bis déposé par l'Exécutif.
Le vœu de l'Exécutif est adopté.
""",
        [
            ("2019-04 vœu 12", "rejected"),
            ("2019-04 vœu 13", "withdrawn for the Executive's bis"),
            ("2019-04 vœu 13 bis", "adopted"),
        ],
    ),
    (
        """Avril 2019
2019 DVD 50 : adopté à l'unanimité.
2019 DVD 51 - Rue de Rivoli (1er). Rejeté.
2019 DVD 52 - Convention. Adopté (pour : 90, contre : 60).
""",
        [("2019 DVD 50", "adopted"), ("2019 DVD 51", "rejected"), ("2019 DVD 52", "adopted")],
    ),
    (
        """Avril 2019
M. X. - Le vœu que nous avions déposé a été rejeté.
M. Y. - Si le vœu n° 8 est adopté, nous serons heureux.
""",
        [],
    ),
    (
        """Avril 2019
L'amendement n° 12 est adopté à l'unanimité et l'amendement n° 13 est repoussé. Le vœu n° 14 est retiré, le vœu n° 14 bis de l'Exécutif est adopté.
""",
        [
            ("2019-04 amendement 12", "adopted"),
            ("2019-04 amendement 13", "rejected"),
            ("2019-04 vœu 14", "withdrawn"),
            ("2019-04 vœu 14 bis", "adopted"),
        ],
    ),
    (
        """Avril 2019
Je mets aux voix les vœux nos 20, 21 et 22. Ils sont rejetés.
Je mets aux voix le vœu n° 23 du groupe LR, avec un avis défavorable. Rejeté. Le vœu n° 24 du même groupe ? Rejeté également.
""",
        [
            ("2019-04 vœu 20", "rejected"),
            ("2019-04 vœu 21", "rejected"),
            ("2019-04 vœu 22", "rejected"),
            ("2019-04 vœu 23", "rejected"),
        ],
    ),
    (
        """Avril 2019
Je mets aux voix le projet de délibération DVD 62 de la 3e Commission. Qui est pour ? Contre ? Il est adopté.
Je mets aux voix le projet de délibération DVD 63. Le scrutin est ouvert. Inscrits : 163, votants : 150, pour : 90, contre : 50, abstentions : 10, NPPV : 0. Le projet de délibération est adopté.
""",
        [("2019 DVD 62", "adopted"), ("2019 DVD 63", "adopted")],
    ),
]
