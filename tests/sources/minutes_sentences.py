# ruff: noqa: E501
"""Sentences as they stand in minutes of councils, with the outcome that a reader takes from them ("" if none).

Written after the wordings of presiders and clerks of the Conseil de Paris and of other French councils; not quotations.
"""

STATED = """
Le projet de délibération est adopté à l'unanimité. | adopted
Le projet de délibération est adopté à la majorité. | adopted
Le projet de délibération est adopté. (2019, DVD 50). | adopted
Le projet de délibération est adopté à main levée. | adopted
Le projet de délibération DVD 62 est donc adopté. | adopted
Je vous remercie, le projet de délibération est adopté. | adopted
Qui est pour ? Qui est contre ? Abstentions ? Le projet de délibération est adopté. | adopted
Je mets donc aux voix, à main levée, le projet de délibération DU 12. Qui est pour ? Contre ? Abstentions ? Il est adopté à l'unanimité. | adopted
Pas d'opposition ? Pas d'abstention ? Il est adopté à l'unanimité. | adopted
Le projet de délibération amendé est adopté à l'unanimité. | adopted as amended
Le projet de délibération ainsi amendé est adopté. (2021, DAE 45). | adopted as amended
Le projet de délibération est adopté, amendé. | adopted as amended
Le projet de délibération, ainsi amendé, est adopté à la majorité. | adopted as amended
Le projet de délibération est adopté tel qu'amendé. | adopted as amended
Le vœu n° 17 est rejeté. | rejected
Le vœu n° 17 est repoussé. | rejected
Le vœu est repoussé à la majorité. | rejected
Le projet de vœu est repoussé. | rejected
La proposition de vœu est donc repoussée. | rejected
La proposition de vœu n° 12 G est rejetée. | rejected
L'amendement n° 213 est repoussé. | rejected
L'amendement budgétaire n° 8 est rejeté. | rejected
Les amendements nos 3, 4 et 5 sont repoussés. | rejected
Le sous-amendement est rejeté. | rejected
La proposition de vœu, amendée, est adoptée. | adopted as amended
La proposition de vœu amendée est adoptée. (2018, V. 417). | adopted as amended
La proposition de vœu ainsi amendée est adoptée à l'unanimité. | adopted as amended
Le vœu bis de l'Exécutif est adopté. | adopted
Le vœu n° 17 bis de l'Exécutif est adopté. (2018, V. 300). | adopted
Le vœu de l'Exécutif n° 219 ter est adopté à l'unanimité. | adopted
Le projet de vœu n° 133 déposé par l'Exécutif est adopté. | adopted
Le vœu n° 18 est retiré au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
Le vœu n° 18 est retiré au profit du vœu n° 18 bis. | withdrawn for the Executive's bis
Le vœu n° 18 est retiré en faveur du vœu bis de l'Exécutif. | withdrawn for the Executive's bis
Nous retirons donc notre vœu au profit de celui de l'Exécutif. | withdrawn for the Executive's bis
Les vœux nos 18 et 19 sont retirés au profit du vœu n° 19 bis de l'Exécutif. | withdrawn for the Executive's bis
Le vœu n° 18 est retiré. | withdrawn
Le vœu n° 18 est donc retiré par son auteur. | withdrawn
Les vœux n° 18, 19 et 20 sont retirés. | withdrawn
L'amendement n° 4 est retiré. Je vous remercie. | withdrawn
Je retire donc ce vœu. | withdrawn
Nous retirons le vœu. | withdrawn
Nous retirons l'amendement n° 12. | withdrawn
Le groupe Écologiste de Paris retire son vœu. | withdrawn
M. AZIÈRE retire son amendement. | withdrawn
Le projet de délibération est retiré de l'ordre du jour. | withdrawn
Le projet de délibération DASCO 12 a été retiré de l'ordre du jour. | withdrawn
Le vœu n° 20 devient sans objet. | moot
Le vœu n° 20 est devenu sans objet. | moot
L'amendement n° 21 est donc sans objet. | moot
Les vœux nos 20 et 21 deviennent sans objet. | moot
L'amendement n° 21 tombe. | moot
Les amendements n° 21 et 22 tombent. | moot
Le vœu n° 20 n'a plus d'objet. | moot
Le vœu est renvoyé en 3e Commission. | adjourned
Le vœu n° 9 est renvoyé en commission. | adjourned
Le projet de délibération est renvoyé à la prochaine séance. | adjourned
L'examen du projet de délibération DU 12 est ajourné. | adjourned
Le projet de délibération est ajourné. | adjourned
Le point est reporté au Conseil de décembre. | adjourned
Le projet de délibération sera reporté à la prochaine séance. | adjourned
Adopté à l'unanimité. | adopted
Adoptée à la majorité. | adopted
Adopté. | adopted
Rejeté. | rejected
Repoussée. | rejected
Vœu rejeté. | rejected
Vœu adopté à l'unanimité. | adopted
Amendement adopté. | adopted
Délibération adoptée à l'unanimité. | adopted
ADOPTÉ À L'UNANIMITÉ | adopted
REJETÉ | rejected
Adopté à l'unanimité des suffrages exprimés. | adopted
Adopté par 90 voix pour, 60 contre et 13 abstentions. | adopted
Le projet de délibération est adopté par 90 voix contre 60. | adopted
Le projet de délibération est rejeté par 83 voix contre 78. | rejected
La délibération est adoptée par 33 voix pour. | adopted
La délibération, mise aux voix, est adoptée à l'unanimité. | adopted
Mise aux voix, la délibération est adoptée à l'unanimité. | adopted
Mis aux voix, le vœu n° 4 est rejeté. | rejected
Mise aux voix, cette proposition est adoptée à l'unanimité des membres présents et représentés. | adopted
Après en avoir délibéré, le Conseil municipal, à l'unanimité, adopte la délibération. | adopted
Le Conseil municipal, après en avoir délibéré, approuve à l'unanimité la convention. | adopted
Le Conseil, à la majorité, rejette le vœu. | rejected
Le Conseil de Paris a adopté, à l'unanimité, le vœu n° 4. | adopted
L'assemblée adopte le projet de délibération. | adopted
Le texte est adopté. | adopted
L'ensemble est adopté. | adopted
L'ensemble du projet de délibération, modifié, est adopté. | adopted as amended
L'article 1er est adopté. | adopted
Ces projets de délibération sont adoptés à l'unanimité. | adopted
Les projets de délibération DAC 2, DAC 3 et DFPE 12 sont adoptés. | adopted
Les vœux nos 12 et 13 sont adoptés. | adopted
Les vœux V194 (GEP) et V195 (MODEM) ont été rejetés. | rejected
Il est donc adopté. | adopted
Elles sont adoptées à l'unanimité. | adopted
Il est rejeté. | rejected
Il est donc repoussé. | rejected
C'est adopté. | adopted
C'est rejeté. | rejected
Ce vœu est adopté à l'unanimité, je m'en félicite. | adopted
Le vœu est donc adopté et je vous en remercie. | adopted
Je constate que le vœu n° 4 est adopté à l'unanimité. | adopted
Je déclare le vœu adopté. | adopted
Je déclare le projet de délibération adopté à l'unanimité. | adopted
Le vœu n'est pas adopté. | rejected
L'amendement n'est donc pas adopté. | rejected
Les amendements ne sont pas adoptés. | rejected
Le projet de délibération n'a pas été adopté. | rejected
Le vœu n° 12 est adopté, le vœu n° 13 est rejeté. | adopted,rejected
Le vœu n° 12 est rejeté et le vœu n° 12 bis est adopté. | rejected,adopted
L'amendement n° 3 est retiré, l'amendement n° 4 est adopté. | withdrawn,adopted
L'amendement n° 3 est rejeté, mais le projet de délibération est adopté. | rejected,adopted
Le vœu n° 12 est retiré ; le vœu n° 12 bis de l'Exécutif est adopté à l'unanimité. | withdrawn,adopted
Les vœux nos 12 et 13 sont rejetés, le vœu n° 14 est adopté. | rejected,adopted
Le vœu n° 12 est adopté, le n° 13 est rejeté. | adopted,rejected
L'amendement est adopté et le projet de délibération ainsi amendé est adopté. | adopted,adopted as amended
L'amendement n° 5 ayant été adopté, le vœu n° 6 tombe. | adopted,moot
Le vœu n° 12 étant retiré, nous passons au vote du vœu n° 13. | withdrawn
Le vœu n° 12 ayant été retiré, je mets aux voix le vœu n° 12 bis. | withdrawn
Le vœu est adopté à la majorité, le groupe Les Républicains votant contre, le groupe UDI-MODEM s'abstenant. | adopted
Le projet de délibération est adopté, les groupes UMP et UDI s'étant abstenus. | adopted
Le projet de délibération est adopté à l'unanimité, Mme SIMONNET ne prenant pas part au vote. | adopted
Le vœu est rejeté, avec un avis défavorable de l'Exécutif. | rejected
Avec un avis favorable de l'Exécutif, le vœu est adopté. | adopted
Avis défavorable. Le vœu est repoussé. | rejected
Le v?u n? 1 est adopté. | adopted
L?amendement n? 22 est rejeté. | rejected
Le v\ufffdu amend\ufffd est adopt\ufffd. (2014, V. 255). | adopted as amended
Le projet de d\ufffdlib\ufffdration est adopt\ufffd \ufffd l'unanimit\ufffd. | adopted
Le voeu est adopté. | adopted
LE VŒU EST ADOPTÉ. | adopted
Le compte rendu sommaire est approuvé. | adopted
La motion est adoptée à l'unanimité. | adopted
La motion de renvoi est rejetée. | rejected
Le budget supplémentaire est adopté. | adopted
Le compte administratif 2018 est adopté. | adopted
Le procès-verbal de la séance du 4 mars 2019 est adopté. | adopted
Le vœu de la majorité est adopté. | adopted
Le vœu relatif à la rue de Rivoli est adopté. | adopted
Le vœu relatif au projet de loi sur le logement est adopté. | adopted
Le vœu n° 40 relatif à la loi Climat est rejeté. | rejected
La proposition de délibération relative au décret plage est repoussée. | rejected
Le vœu relatif au gouvernement ouvert est adopté. | adopted
Le vœu est adopté à mains levées. | adopted
Le scrutin est clos : le projet de délibération est adopté. | adopted
Le résultat du scrutin est le suivant : pour 90, contre 60, le vœu est adopté. | adopted
Le projet de délibération DFA 12, amendé par l'Exécutif, est adopté à l'unanimité. (2017, DFA 12). | adopted as amended
Je soumets au vote le vœu n° 44. Il est repoussé. | rejected
Le vœu n° 44, mis aux voix, n'est pas adopté. | rejected
Le Conseil municipal approuve. | adopted
Approuvé à l'unanimité. | adopted
Délibération approuvée à la majorité (5 contre, 2 abstentions). | adopted
Vote : adopté à l'unanimité. | adopted
Résultat du vote : pour 30, contre 5. Adopté. | adopted
La délibération est votée à l'unanimité. | adopted
Cette délibération est adoptée à l'unanimité des votants. | adopted
La proposition est adoptée à l'unanimité. | adopted
La proposition du maire est adoptée à l'unanimité. | adopted
Le rapport est adopté par 45 voix pour et 12 abstentions. | adopted
Le rapport n° 12 est adopté. | adopted
L'amendement du groupe communiste est repoussé. | rejected
L'amendement de Mme SIMONNET est rejeté. | rejected
L'amendement n° 12 déposé par le groupe LR est donc rejeté à la majorité. | rejected
Le vœu n° 3 déposé par Mme Danielle SIMONNET est rejeté. | rejected
Le vœu présenté par le groupe UDI est rejeté. | rejected
Le vœu présenté par M. DUPONT est retiré. | withdrawn
Le vœu n° 8 est retiré à la demande de son auteur. | withdrawn
Le vœu n° 8 est finalement retiré. | withdrawn
Le vœu n° 8 est donc considéré comme retiré. | withdrawn
Le vœu n° 8 est retiré, le groupe se ralliant au vœu de l'Exécutif. | withdrawn
Merci, Monsieur le Président. Le vœu n° 8 est donc retiré. | withdrawn
Très bien, le vœu est retiré. | withdrawn
D'accord, l'amendement est retiré. | withdrawn
Oui, nous le retirons. | withdrawn
Je le retire. | withdrawn
Je retire l'amendement et je remercie l'Exécutif. | withdrawn
Le groupe les Républicains et Indépendants retire ses amendements nos 4 et 5. | withdrawn
Le vœu n° 30 bis, déposé par l'Exécutif, est adopté à l'unanimité. (2016, V. 12). | adopted
Le vœu n° 30 bis est adopté, donc le vœu n° 30 tombe. | adopted,moot
Le vœu n° 30 étant satisfait, il est retiré. | withdrawn
Les amendements nos 12 et 13 sont adoptés, les amendements nos 14 et 15 sont rejetés. | adopted,rejected
L'amendement n° 7 est adopté ; l'amendement n° 8 n'a plus d'objet. | adopted,moot
L'amendement n° 12 est adopté à l'unanimité et l'amendement n° 13 est repoussé. | adopted,rejected
Le projet de délibération, compte tenu de l'adoption de l'amendement n° 5, est adopté. | adopted as amended
Le projet de délibération DVD 62, tel que modifié, est adopté. | adopted as amended
Le projet de délibération DU 70 modifié est adopté à l'unanimité. | adopted as amended
Le projet de délibération 2014 DU 1117 est rejeté. | rejected
Le projet de délibération est repoussé par 83 voix contre 78 et 2 abstentions. | rejected
Il est procédé au scrutin public. Le projet est adopté par 92 voix pour, 55 voix contre, 12 abstentions. | adopted
Par 92 voix pour et 55 contre, le projet de délibération est adopté. | adopted
À l'unanimité, le vœu est adopté. | adopted
À la majorité, la délibération est adoptée. | adopted
Sans opposition ni abstention, le compte rendu est adopté. | adopted
Compte tenu de l'avis favorable de l'Exécutif, le vœu est adopté. | adopted
Avec l'avis défavorable de l'Exécutif, le vœu est rejeté. | rejected
Donc, il est adopté. | adopted
Bien, il est adopté. | adopted
Parfait, ils sont adoptés. | adopted
Mes chers collègues, le projet de délibération est adopté. | adopted
Madame la Maire, je retire le vœu. | withdrawn
Madame la Maire, nous retirons notre vœu au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
Je retire mon vœu au profit de celui de l'Exécutif. | withdrawn for the Executive's bis
Je retire le vœu n° 12 au bénéfice du vœu n° 12 bis. | withdrawn for the Executive's bis
Le vœu n° 12 est retiré, au profit du vœu n° 12 bis. | withdrawn for the Executive's bis
L'examen du vœu est reporté à une séance ultérieure. | adjourned
Le dossier est renvoyé en commission. | adjourned
Le vœu est renvoyé à la commission compétente. | adjourned
Le point n° 7 est ajourné. | adjourned
L'affaire est ajournée. | adjourned
Le vote est reporté. | adjourned
Les deux vœux sont rejetés. | rejected
Ces deux amendements sont repoussés. | rejected
Les trois vœux sont adoptés. | adopted
Tous les amendements sont rejetés. | rejected
L'ensemble des amendements est rejeté. | rejected
L'amendement de suppression est rejeté. | rejected
La demande de scrutin public est rejetée. | rejected
La résolution est adoptée. | adopted
L'avenant est approuvé à l'unanimité. | adopted
La convention est approuvée. | adopted
La subvention est votée à l'unanimité. | adopted
Le règlement intérieur est adopté. | adopted
Les comptes de gestion sont approuvés à l'unanimité. | adopted
Les tarifs sont adoptés à la majorité. | adopted
Le Conseil de Paris adopte, à l'unanimité, le projet de délibération. | adopted
Le Conseil départemental adopte le projet de délibération. | adopted
Le Conseil municipal, à l'unanimité, approuve les termes de la convention. | adopted
Le conseil municipal rejette cette proposition par 12 voix contre 8. | rejected
Le Conseil décide, à l'unanimité, d'adopter la délibération. | adopted
Après vote, la délibération est adoptée. | adopted
Au terme du vote à main levée, la délibération est rejetée. | rejected
Le scrutin étant clos, le vœu est adopté par 88 voix. | adopted
VŒU N° 12 : ADOPTÉ | adopted
Vœu n° 12 - rejeté | rejected
Vœu n° 12 bis de l'Exécutif : adopté. | adopted
V12 : retiré | withdrawn
Amendement n° 4 (LR) : rejeté. | rejected
2019 DVD 50 : adopté à l'unanimité. | adopted
Le vœu n° 7 est adopté avec un avis favorable. | adopted
Le vœu n° 7 est adopté moins une abstention. | adopted
Le vœu n° 7 est adopté, moins deux abstentions du groupe LR. | adopted
Le voeu n°7 est adopté. | adopted
le voeu n°7 bis est adopté à l'unanimite. | adopted
La délibération est adoptée en séance. | adopted
Le vœu vient d'être adopté. | adopted
Le vœu a été adopté ce matin. | adopted
Le vœu n° 12 a été retiré avant la séance. | withdrawn
Le vœu n° 5 vient d'être retiré. | withdrawn
Nous passons au vote sur le vœu n° 14. Qui vote pour ? Qui vote contre ? Le vœu n° 14 est repoussé par la majorité du Conseil. | rejected
L'amendement n° 31, avec un avis défavorable, est rejeté. | rejected
L'amendement n° 31 bis, assorti d'un avis favorable, est adopté. | adopted
Le vœu n° 88, déposé par le groupe Parisiens, Progressistes, Constructifs et Indépendants, est rejeté. | rejected
Le vœu n° 88 du groupe PPCI relatif aux terrasses est rejeté à main levée. | rejected
Le vœu n° 89 G relatif à l'aide sociale à l'enfance est adopté, amendé par l'Exécutif. | adopted as amended
Le projet de délibération DASES 12 G est adopté à l'unanimité. (2015, DASES 12 G). | adopted
Les projets de délibération DASES 12 G à 18 G sont adoptés. | adopted
Les projets de délibération sont donc, à l'unanimité, adoptés. | adopted
Le projet de délibération est ainsi adopté, et je m'en réjouis. | adopted
Le projet de délibération amendé est donc adopté, je vous remercie. | adopted as amended
Le vœu de l'Exécutif est adopté ; les vœux nos 3 et 4 tombent. | adopted,moot
Le vœu de l'Exécutif étant adopté, les vœux nos 3 et 4 n'ont plus d'objet. | adopted,moot
Le vœu n° 3 est rejeté. Le vœu n° 4 est retiré. Le vœu n° 4 bis est adopté. | rejected,withdrawn,adopted
Le vœu n° 3 est repoussé, les vœux 4 et 5 sont retirés, le vœu 5 bis est adopté. | rejected,withdrawn,adopted
Le vœu n° 6 amendé est adopté et le vœu n° 7 est rejeté. | adopted as amended,rejected
La proposition de délibération du groupe Changer Paris est rejetée. | rejected
La proposition de délibération 2021 Changer Paris 2 est repoussée. | rejected
La question préalable est repoussée. | rejected
Comme l'amendement n° 6 a été adopté, le vœu n° 7 tombe. | moot
L'amendement n° 6 ayant été rejeté, nous passons au n° 7. | rejected
Voilà, le projet de délibération est adopté. | adopted
Cela étant dit, le vœu est rejeté. | rejected
Sous les applaudissements, le vœu est adopté à l'unanimité. | adopted
(Le vœu est adopté). | adopted
(Applaudissements). Le vœu est adopté. | adopted
- Le vœu est adopté. | adopted
Adopté à main levée. | adopted
Adoptés à l'unanimité. | adopted
Vœu retiré. | withdrawn
Vœu retiré au profit du vœu bis de l'Exécutif. | withdrawn for the Executive's bis
Retiré au profit du n° 12 bis. | withdrawn for the Executive's bis
Amendement adopté à l'unanimité avec un avis favorable de l'Exécutif. | adopted
Vœu amendé adopté. | adopted as amended
Vœu adopté, amendé. | adopted as amended
Vœu adopté tel qu'amendé par l'Exécutif. | adopted as amended
Sans objet. | moot
Ajourné. | adjourned
Renvoyé en commission. | adjourned
Reporté. | adjourned
Le vœu est reporté. | adjourned
Non adopté. | rejected
Le vœu est adopté malgré un avis défavorable. | adopted
Les points 3 et 4 de l'ordre du jour sont adoptés. | adopted
L'ordre du jour est adopté. | adopted
Le tarif est approuvé. | adopted
"""
"""An outcome is said here and now; "moot" and the like are outcomes too."""

NOT_STATED = """
Le vœu serait adopté si le groupe acceptait l'amendement.
S'il était adopté, ce vœu coûterait cher.
Si le vœu n° 17 est adopté, le vœu n° 18 tombe.
Si ce vœu était rejeté, nous le redéposerions.
Si l'amendement est adopté, nous voterons le projet de délibération.
Dans l'hypothèse où le vœu serait rejeté, nous en tirerions les conséquences.
À supposer que le projet de délibération soit adopté, qui paiera ?
Au cas où l'amendement est rejeté, nous voterons contre.
Quand le vœu est adopté, encore faut-il l'appliquer.
Une fois que le projet de délibération est adopté, les travaux commencent.
Lorsqu'un vœu est adopté, il doit être suivi.
Chaque fois qu'un vœu est rejeté, la démocratie recule.
Le vœu que nous avons adopté en 2019 n'a pas été suivi.
Le vœu adopté en 2019 n'a pas été suivi d'effet.
Le vœu que le Conseil de Paris a adopté en juin dernier reste lettre morte.
Le Conseil de Paris a adopté en 2019 un vœu sur ce sujet.
Nous avons déjà adopté un vœu sur ce sujet.
Nous avons adopté un plan climat ambitieux.
Un vœu de notre groupe a été adopté à l'unanimité l'année dernière.
Un vœu similaire a été rejeté au mois de mars dernier.
Notre vœu a été adopté à l'unanimité au Conseil du 12e arrondissement.
Ce vœu a été adopté par le conseil d'arrondissement du 18e.
Le conseil du 5e arrondissement a adopté ce vœu.
Ce vœu a été adopté à l'unanimité dans le 14e arrondissement.
Le vœu a été rejeté en conseil d'arrondissement.
Je rappelle que le vœu du groupe communiste avait été adopté.
Le projet de délibération avait été rejeté en novembre 2014.
Le vœu avait été retiré.
Vous aviez retiré ce vœu.
Le vœu sera adopté, j'en suis certain.
Le vœu va être adopté.
Le projet de délibération devrait être adopté.
Le vœu pourrait être retiré.
Le vœu doit être rejeté.
Ce vœu mérite d'être adopté.
Ce vœu ne peut être adopté en l'état.
Ce vœu ne peut pas être adopté.
Il faut que ce vœu soit adopté.
Je souhaite que ce vœu soit adopté à l'unanimité.
Nous demandons que le vœu soit retiré.
Je vous demande de retirer le vœu.
Je vous invite à retirer votre vœu au profit du vœu de l'Exécutif.
Je vous propose d'adopter le projet de délibération.
Je propose que le vœu soit adopté.
Acceptez-vous de retirer votre vœu ?
Le vœu est-il retiré ?
Le vœu n° 17 est-il adopté ?
Retirez-vous le vœu n° 17 ?
Le vœu n° 17 est-il maintenu ou retiré ?
Le vœu est maintenu.
Nous maintenons le vœu.
Nous ne retirons pas notre vœu.
Le vœu n'est pas retiré.
Je ne retire pas ce vœu.
Nous ne retirerons pas le vœu n° 12.
Je ne retire pas l'amendement.
Le groupe ne souhaite pas retirer son vœu.
Nous voterons le vœu.
Nous voterons contre le vœu de l'Exécutif.
Nous votons pour.
Je voterai contre ce projet de délibération.
Le groupe communiste vote contre le projet de délibération.
Qui est pour ? Qui est contre ? Qui s'abstient ?
Je mets aux voix, à main levée, le vœu n° 17.
Je mets aux voix le projet de délibération ainsi amendé.
Je mets aux voix l'amendement n° 5 avec un avis défavorable de l'Exécutif.
Nous passons au vote.
Le scrutin est ouvert.
Le scrutin est clos.
La séance est levée.
La séance est suspendue.
La proposition de loi a été rejetée par le Sénat.
La loi a été adoptée en 2015.
Le projet de loi de finances est adopté.
L'amendement a été rejeté à l'Assemblée nationale.
L'amendement du Gouvernement a été adopté au Sénat.
Le Parlement européen a adopté une résolution.
La Métropole du Grand Paris a adopté son plan climat.
Le Conseil régional a rejeté ce projet.
L'Assemblée nationale a adopté cet article.
Le Conseil d'État a rejeté la requête.
Le tribunal administratif a rejeté le recours.
Le budget de l'État est adopté chaque année.
Le projet a été adopté par les habitants.
Le projet de rénovation est rejeté par les riverains.
Le texte adopté par le Conseil de l'Europe est clair.
Une charte a été adoptée par les associations.
Des amendements ont été rejetés.
Certains vœux ont été adoptés.
Aucun vœu n'a été adopté.
Combien de vœux ont été adoptés ?
Beaucoup de vœux sont adoptés et jamais appliqués.
Trop de vœux sont rejetés.
Tous les vœux de l'opposition sont rejetés.
Les vœux adoptés par ce Conseil doivent être appliqués.
Les amendements rejetés en commission sont nombreux.
Je regrette que notre vœu soit rejeté.
Je regrette que le vœu ait été repoussé.
Nous espérons que ce vœu sera adopté.
Nous pensons que ce vœu doit être retiré.
Vous nous dites que le vœu est adopté, mais rien ne change.
On nous a dit que le vœu était adopté.
M. BELLIARD dit que le vœu est rejeté.
J'ai cru comprendre que le vœu était retiré.
J'ai entendu que le vœu était retiré.
Je crois que le vœu est retiré.
Il me semble que le vœu est retiré.
Sauf erreur, le vœu est retiré.
Le vœu est presque adopté.
Un vœu est adopté, et après ?
Même si le vœu est adopté, rien ne changera.
Bien que le vœu soit rejeté, nous poursuivrons.
Avant que le vœu ne soit adopté, je voudrais dire un mot.
Pour que le projet de délibération soit adopté, il faut une majorité.
Afin que la délibération soit adoptée, nous avons travaillé.
Sans quoi le vœu sera rejeté.
Ce sera un avis défavorable.
Avis favorable.
L'avis est défavorable.
Je donne un avis favorable au vœu amendé.
Avis favorable sous réserve d'amendement.
La subvention est adoptée chaque année à l'unanimité.
Cette méthode est adoptée dans toutes les capitales.
Le principe en a été adopté de longue date.
Le règlement a été adopté en juillet 2014.
Le règlement intérieur adopté en juillet 2014 prévoit le contraire.
Le PLU adopté en 2006 est obsolète.
La délibération votée en 2018 est appliquée.
La délibération que nous avons votée hier est appliquée.
Comme le vœu adopté au dernier Conseil le demandait.
Depuis que la délibération a été adoptée, rien n'a bougé.
Parce que le vœu est rejeté d'avance, nous ne le déposons pas.
Il est retiré du marché.
Le permis est retiré.
Il est rejeté par les Parisiens.
Il a été adopté par 58 % des Parisiens.
Elle est adoptée par un couple du 12e arrondissement.
Le chien est adopté.
L'enfant est adopté par le couple.
L'eau est rejetée dans la Seine.
Les eaux usées sont rejetées.
Il est reporté au budget suivant.
Les crédits sont reportés.
La somme est reportée sur l'exercice 2020.
Le chantier est ajourné.
Le rendez-vous est reporté.
Le débat est renvoyé à plus tard ?
Nous nous abstiendrons sur le vœu n° 12.
Le groupe LR ne prend pas part au vote.
J'ai voté le vœu n° 12 par erreur.
Merci de votre attention.
Le vœu n° 12 a été déposé par le groupe UDI-MODEM.
Il n'est pas question que le vœu soit adopté.
À condition que le vœu soit amendé, l'avis est favorable.
Sous réserve que l'amendement soit adopté, nous voterons pour.
Vote à l'unanimité.
Nous aurions aimé que le vœu soit adopté.
Nous avons vu votre amendement rejeté.
Le vœu, s'il est adopté, permettra de progresser.
Ce texte, une fois adopté, s'appliquera.
Le projet de délibération, adopté en commission, est contesté.
Le vœu n° 12, que vous avez rejeté, était utile.
Vous avez rejeté notre vœu.
Vous avez adopté notre vœu.
Vous rejetez tous nos amendements.
On adopte des vœux à la chaîne.
Votre majorité a rejeté notre vœu.
Le groupe écologiste a adopté une autre position.
Le bureau a adopté le calendrier.
La commission a adopté le rapport.
La 7e Commission a rejeté le vœu.
La commission des finances a adopté le budget.
En commission, le vœu a été rejeté.
Le vœu a été rejeté en commission.
Au conseil d'arrondissement, le vœu a été adopté.
Ce vœu a été voté à l'unanimité par nos collègues du 20e.
Le vœu est adopté dans son principe par tous.
Le projet est adopté par le comité de quartier.
Le projet de PLU est adopté depuis 2006.
Le budget est voté en décembre.
Le budget est adopté tous les ans en décembre.
Le texte est rejeté en bloc par les syndicats.
Le dossier est retiré de la vente.
La proposition est rejetée avec mépris.
Le point de vue est partagé.
Les textes adoptés ne sont pas appliqués.
Voilà pourquoi le vœu doit être adopté.
Vous avez dit : le vœu est adopté.
Imaginons que le vœu est adopté.
Admettons que l'amendement est rejeté.
Supposons que le projet de délibération est adopté.
Je ne comprends pas pourquoi le vœu est rejeté.
Comment se fait-il que le vœu est rejeté ?
Il est dommage que le vœu soit retiré.
Le vœu est rejeté ?
Peut-être que le vœu est retiré.
Le vœu est peut-être retiré.
Le vœu est sans doute adopté.
Le vœu n'est ni adopté ni rejeté.
Ce n'est pas parce que le vœu est adopté que tout va bien.
Je ne dis pas que le vœu est adopté.
Le vœu n'est pas encore adopté.
Le vœu n'a pas encore été adopté.
Le vœu n'est toujours pas adopté.
Le projet n'est pas encore voté.
Le vœu a failli être adopté.
Le vœu a été adopté hier.
Il est adopté que la séance commence à 9 heures.
Il est renvoyé à l'article 12 du règlement.
Elle est rejetée par sa famille.
Ils sont rejetés à la rue.
L'affaire est classée.
La Ville retire ses agents.
Je retire ce que j'ai dit.
Je retire mes propos.
Nous retirons une grande fierté de ce vœu.
Le préfet retire l'arrêté.
Le Conseil de Paris a voté le plan climat en 2018.
Le Conseil de Paris a adopté de nombreux vœux.
Le Conseil de Paris vote des vœux.
Le Conseil de Paris adopte chaque année son budget.
L'assemblée générale des copropriétaires a adopté la résolution.
L'assemblée des copropriétaires adopte le budget.
Le conseil d'administration a adopté le budget.
Le conseil de quartier a adopté un vœu.
Le conseil de quartier adopte le projet.
Le Conseil constitutionnel a rejeté la demande.
Avis favorable au vœu n° 6 s'il est amendé, avis défavorable au vœu n° 7.
La communication de la Maire ne donne pas lieu à un vote.
Il n'y a pas de vote sur cette communication.
Il est pris acte de la communication.
Le Conseil prend acte du rapport.
Le Conseil municipal prend acte.
Je n'ai pas d'autre demande de parole.
Le vœu n° 6 est-il maintenu, Madame SIMONNET ?
Le vœu n° 6 est maintenu par ses auteurs.
L'amendement n° 6 est déposé par le groupe LR.
L'amendement n° 6 est défendu.
L'amendement n° 6 n'est pas défendu.
L'amendement n° 6 est réputé défendu.
L'amendement n° 6 est satisfait.
L'amendement est irrecevable.
Le vœu n° 9 est rattaché au projet de délibération DVD 50.
Le vœu n° 9 a reçu un avis défavorable.
Je rappelle que l'amendement n° 6 a été adopté tout à l'heure.
Ce vœu, qui avait été rejeté en 2018, est adopté.
Le vœu n° 18 est adopté comme en 2016.
Votre amendement est rejeté.
Notre vœu est adopté.
Son vœu est retiré.
Mon vœu est donc retiré.
Vos amendements sont tous rejetés.
Le vœu rejeté hier revient aujourd'hui.
Le projet adopté ce jour prévoit 40 logements.
Le règlement adopté prévoit une charte.
Après l'adoption du vœu, les choses ont changé.
L'adoption de ce vœu serait un signal.
Le rejet de ce vœu nous attriste.
Nous regrettons le retrait de ce vœu.
L'adoption à l'unanimité du projet de délibération est un beau signal.
Le vote unanime de notre assemblée a été salué.
C'est un vœu qui a été adopté à l'unanimité.
Il s'agit d'un vœu adopté à l'unanimité.
Ce n'est pas le projet qui est adopté.
Personne ne dit que le vœu est rejeté.
Il arrive que des vœux soient adoptés.
Je veux que le vœu soit retiré.
La modification de l'ordre du jour est adoptée.
La candidature de M. DUPONT est adoptée.
M. DUPONT est élu.
Il est adopté un nouveau règlement.
"""
"""Nothing is decided here and now: wishes, conditions, memories, other bodies, calls, opinions, other things."""

MEASURED = """
Le projet de délibération DAE 113 est, à l'unanimité, adopté. | adopted
À l'unanimité, le conseil adopte la délibération. | adopted
Le conseil municipal, à l'unanimité, APPROUVE le projet de délibération. | adopted
Délibération adoptée à l'unanimité des suffrages exprimés. | adopted
DÉLIBÉRATION ADOPTÉE À LA MAJORITÉ (3 abstentions). | adopted
Adoptée par 32 voix pour, 4 voix contre et 2 abstentions. | adopted
Adopté à la majorité absolue des suffrages exprimés. | adopted
Rejetée à la majorité. | rejected
Vœu rejeté par 30 voix contre 12. | rejected
Le vœu n° 44 déposé par le groupe Changer Paris est, à la majorité, rejeté. | rejected
La délibération est votée à l'unanimité moins deux abstentions. | adopted
Le projet de délibération est approuvé à l'unanimité. | adopted
Ce projet de délibération est approuvé par 45 voix contre 12. | adopted
Mis aux voix, le vœu n° 12 est repoussé. | rejected
Mis aux voix à main levée, l'amendement n° 7 est adopté. | adopted
Soumis au vote, l'amendement n° 3 est rejeté. | rejected
L'amendement, mis aux voix, n'est pas adopté. | rejected
Le projet de délibération n'est pas adopté. | rejected
La proposition de vœu n° 9 n'est donc pas adoptée. | rejected
Le vœu n° 12 n'a pas été adopté. | rejected
L'amendement n° 14 n'est pas retenu. | rejected
Le Conseil adopte l'amendement n° 5. | adopted
Le Conseil rejette le vœu n° 26. | rejected
Le Conseil de Paris adopte le vœu n° 31 bis. | adopted
Le Conseil de Paris repousse l'amendement n° 9. | rejected
Notre assemblée a adopté à l'unanimité le projet de délibération DLH 120. | adopted
L'assemblée adopte à main levée le projet de délibération DU 45. | adopted
Par 68 voix pour et 82 voix contre, le vœu est rejeté. | rejected
Par 91 voix contre 70, le projet de délibération est adopté. | adopted
Avec 41 voix pour, 22 contre et 3 abstentions, l'amendement n° 11 est adopté. | adopted
Le scrutin donne le résultat suivant : pour 91, contre 70 ; le projet de délibération est adopté. | adopted
Nombre de votants : 163 ; suffrages exprimés : 161 ; majorité absolue : 81 ; pour : 91 ; contre : 70. Le projet de délibération est adopté. | adopted
Au vu du résultat du scrutin public, l'amendement n° 23 est rejeté. | rejected
À l'issue du scrutin public, le vœu n° 3 est adopté. | adopted
L'amendement technique n° 62 est adopté à l'unanimité. | adopted
La lettre rectificative n° 1 est adoptée. | adopted
L'amendement oral de l'Exécutif est adopté. | adopted
Le sous-amendement n° 12 A est repoussé. | rejected
Les deux amendements sont adoptés. | adopted
Les trois vœux sont rejetés. | rejected
Tous les amendements sont repoussés. | rejected
Les vœux n° 8 et n° 9 sont adoptés à l'unanimité. | adopted
Les vœux référencés nos 67 et 68 sont repoussés. | rejected
Les projets de délibération DVD 12 et DVD 15 sont adoptés. | adopted
L'ensemble des projets de délibération est adopté. | adopted
Le projet de délibération DFPE 14 G est adopté à l'unanimité. | adopted
La délibération 2024 DTEC 12 est adoptée. | adopted
Le vœu est adopté à l'unanimité, Mme GARNIER ne prenant pas part au vote. | adopted
Le projet de délibération est adopté, le groupe Changer Paris votant contre. | adopted
Le projet de délibération est adopté, M. LEGARET s'étant abstenu. | adopted
Le projet de délibération est adopté à la majorité, les groupes U.M.P. et U.D.I. s'étant abstenus. | adopted
Le vœu, avec un avis défavorable de l'Exécutif, est rejeté. | rejected
Avec un avis défavorable de l'Exécutif, le vœu n° 15 est repoussé. | rejected
Avis favorable, le vœu n° 16 est adopté. | adopted
Le vœu amendé est adopté. | adopted as amended
Le vœu, tel qu'amendé en séance, est adopté. | adopted as amended
Le vœu ainsi modifié est adopté. | adopted as amended
Le projet de délibération ainsi modifié est adopté à l'unanimité. | adopted as amended
Le projet de délibération modifié par l'amendement n° 4 est adopté. | adopted as amended
Le projet de délibération, modifié, est adopté. | adopted as amended
Le vœu n° 77, modifié comme proposé par l'Exécutif, est adopté. | adopted as amended
La délibération amendée est votée à l'unanimité. | adopted as amended
Le projet de délibération DASCO 40 amendé est donc adopté, je vous remercie. | adopted as amended
Sous réserve de la modification acceptée par ses auteurs, le vœu n° 40 amendé est adopté. | adopted as amended
Nous adoptons le vœu ainsi amendé. | adopted as amended
Le Conseil adopte, ainsi amendé, le vœu n° 7. | adopted as amended
Le vœu n° 51 est retiré par le groupe Communiste et Citoyen. | withdrawn
Le groupe Communiste et Citoyen retire le vœu n° 51. | withdrawn
Je retire mon vœu. | withdrawn
Je retire notre amendement. | withdrawn
Nous retirons ce vœu, Monsieur le Maire. | withdrawn
Le vœu n° 51 est donc retiré, merci. | withdrawn
L'amendement n° 12 a été retiré par ses auteurs. | withdrawn
Les amendements nos 12 à 15 sont retirés. | withdrawn
Ce point est retiré de l'ordre du jour. | withdrawn
La délibération n° 14 est retirée de l'ordre du jour. | withdrawn
Le projet de délibération DU 40 est retiré. | withdrawn
L'Exécutif retire le projet de délibération DVD 12. | withdrawn
Mme la Maire retire le projet de délibération de l'ordre du jour. | withdrawn
Le vœu n° 22 est retiré au bénéfice du vœu de l'Exécutif n° 22 bis. | withdrawn for the Executive's bis
Le vœu est retiré au profit du vœu bis. | withdrawn for the Executive's bis
Les vœux n° 4 et n° 5 sont retirés au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
Nous retirons notre vœu au profit du vœu bis de l'Exécutif. | withdrawn for the Executive's bis
Je retire le vœu au bénéfice de celui de l'Exécutif. | withdrawn for the Executive's bis
L'examen du projet de délibération est ajourné. | adjourned
Le projet de délibération est reporté à la prochaine séance. | adjourned
Le vote du projet de délibération DU 12 est reporté. | adjourned
Le vœu n° 30 est renvoyé à la prochaine séance. | adjourned
Le vœu est renvoyé en commission. | adjourned
Le projet de délibération est renvoyé à la 5e Commission. | adjourned
La délibération est ajournée. | adjourned
Ce point est reporté au prochain conseil municipal. | adjourned
L'amendement n° 18 est sans objet. | moot
L'amendement n° 18 devient donc sans objet. | moot
Le vœu n° 18 tombe. | moot
L'amendement n° 18 tombe du fait de l'adoption de l'amendement n° 17. | moot
Par conséquent, l'amendement n° 18 n'a plus d'objet. | moot
Les amendements nos 20 à 24 tombent donc. | moot
Le vœu bis est adopté. | adopted
Le vœu bis de l'Exécutif est donc adopté à l'unanimité. | adopted
Le vœu n° 60 bis est adopté à la majorité. | adopted
Le voeu n°60 est adopté. | adopted
Le v?u n° 112 est repoussé. | rejected
Le v½u n° 112 est adopté. | adopted
Le projet de d?lib?ration est adopt?. | adopted
L'amendement n?4 est adopt?. | adopted
Le projet de délibération DU 166 amendé est adopté. (2017, DU 166). | adopted as amended
La proposition de vœu est adoptée. (2017, V. 310). | adopted
La proposition de vœu n° 67 est repoussée. | rejected
La proposition de vœu déposée par l'Exécutif est adoptée. (2017, V. 311). | adopted
Le projet de vœu déposé par l'Exécutif est adopté à l'unanimité. (2015, V. 45). | adopted
Le projet de vœu n° 113 bis de l'Exécutif, amendé, est adopté. | adopted as amended
Le rapport est adopté à l'unanimité. | adopted
Le rapport n° 12 est adopté à la majorité. | adopted
La motion est adoptée. | adopted
La motion est rejetée par 20 voix contre 15. | rejected
La question préalable est rejetée. | rejected
Le budget primitif 2024 est adopté à la majorité. | adopted
Le compte administratif 2019 est adopté. | adopted
Le budget supplémentaire est approuvé à la majorité, 8 conseillers s'abstenant. | adopted
La convention est approuvée à l'unanimité. | adopted
La présente délibération est adoptée à l'unanimité des membres présents et représentés. | adopted
Vote : unanimité. | adopted
Vote : adopté à l'unanimité | adopted
Vote à main levée : adopté. | adopted
Résultat du vote : adopté à la majorité. | adopted
Résultat : rejeté. | rejected
Décision : adopté. | adopted
Pour : 27 - Contre : 0 - Abstentions : 0 - Adopté à l'unanimité | adopted
Adopté à l'unanimité (27 voix pour). | adopted
La délibération est adoptée : 27 pour, 3 contre. | adopted
Pas d'opposition ? Pas d'abstention ? Le projet de délibération est donc adopté à l'unanimité. | adopted
Qui est contre ? Qui s'abstient ? Le vœu est rejeté, je vous remercie. | rejected
Il est adopté. | adopted
Elle est adoptée à l'unanimité. | adopted
Ils sont repoussés. | rejected
Elles sont adoptées. | adopted
C'est adopté à l'unanimité, merci. | adopted
C'est retiré. | withdrawn
Après en avoir délibéré, le conseil municipal adopte à l'unanimité la présente délibération. | adopted
Après en avoir délibéré, le Conseil municipal décide d'attribuer une subvention de 500 € à l'école. | adopted
Après en avoir largement délibéré, le conseil approuve le règlement intérieur. | adopted
Le Conseil Municipal, après en avoir délibéré, à l'unanimité, décide : | adopted
Le conseil municipal, après en avoir délibéré, par 18 voix pour et 4 contre, approuve le projet. | adopted
LE CONSEIL MUNICIPAL, APRÈS EN AVOIR DÉLIBÉRÉ, DÉCIDE À L'UNANIMITÉ | adopted
Le conseil communautaire, après en avoir délibéré, autorise le président à signer la convention. | adopted
Le Conseil départemental, après en avoir délibéré, rejette la proposition. | rejected
Le conseil municipal, après en avoir délibéré, refuse la demande de subvention. | rejected
Le conseil métropolitain, après en avoir délibéré, fixe le tarif à 3 €. | adopted
L'assemblée, après en avoir délibéré, valide le plan de financement. | adopted
Le comité syndical, après en avoir délibéré, à la majorité, accepte le don. | adopted
La délibération n° 2024-12 est adoptée à l'unanimité. | adopted
Délibération n° 2024-12 : adoptée à l'unanimité. | adopted
Point n° 5 : adopté. | adopted
Point 5 : retiré de l'ordre du jour. | withdrawn
Point 5 – retiré | withdrawn
N° 14 : rejeté | rejected
Amendement n° 4 : rejeté. | rejected
Amendement n° 5 : retiré. | withdrawn
Amendement n° 6 : sans objet. | moot
Vœu n° 7 : adopté à l'unanimité. | adopted
Vœu n° 8 : adopté amendé. | adopted as amended
Vœu n° 9 (Écologistes) : adopté amendé à l'unanimité | adopted as amended
Vœu n° 10 : retiré au profit du n° 10 bis de l'Exécutif. | withdrawn for the Executive's bis
La délibération, mise au vote, est adoptée par 30 voix contre 5. | adopted
Le vœu, mis au vote, est rejeté par 12 voix pour et 30 voix contre. | rejected
Le texte est adopté en l'état. | adopted
Le texte est rejeté en l'état. | rejected
Le vœu est adopté sans modification. | adopted
La délibération est adoptée sans débat. | adopted
Le rapport est adopté sans opposition. | adopted
Le vœu est adopté avec les modifications proposées. | adopted as amended
Le vœu est adopté dans sa version amendée. | adopted as amended
Le vœu est adopté dans sa rédaction modifiée. | adopted as amended
Le projet de délibération est adopté avec l'amendement de l'Exécutif. | adopted as amended
Le projet de délibération tel que modifié est adopté. | adopted as amended
La délibération, telle que modifiée en séance, est adoptée à l'unanimité. | adopted as amended
Le vœu n° 5, amendé oralement, est adopté à l'unanimité. | adopted as amended
Le vœu n° 5, sous-amendé, est adopté. | adopted as amended
Très bien, il est adopté. | adopted
Bien, elle est rejetée. | rejected
Voilà, le vœu est adopté. | adopted
Donc le vœu est adopté. | adopted
Le vœu est donc adopté à l'unanimité, bravo. | adopted
Le vœu est adopté, et je vous en remercie. | adopted
Le vœu est adopté, merci beaucoup chers collègues. | adopted
Le vœu est adopté ; nous passons au suivant. | adopted
Le vœu est adopté. Nous passons au vœu n° 6. | adopted
Le projet de délibération est adopté, nous passons maintenant au DAC 12. | adopted
Les projets de délibération sont donc adoptés. | adopted
Les amendements n° 1 à 12 sont rejetés. | rejected
Les vœux n° 1, 2, 3 et 4 sont adoptés. | adopted
Les vœux n° 1 et 2 sont adoptés, le vœu n° 3 est rejeté. | adopted,rejected
Le vœu n° 1 est rejeté et le vœu n° 1 bis est adopté. | rejected,adopted
Le vœu n° 1 est retiré, le vœu n° 2 est repoussé. | withdrawn,rejected
L'amendement n° 3 est adopté, l'amendement n° 4 tombe. | adopted,moot
Le vœu n° 12 est retiré et le vœu n° 12 bis est adopté à l'unanimité. | withdrawn,adopted
L'amendement n° 10 est rejeté, le n° 11 adopté. | rejected,adopted
Le vœu n° 14 est retiré par son auteure. | withdrawn
Le vœu n° 14 est retiré par Mme SIMONNET. | withdrawn
Le vœu n° 14 est retiré par le groupe UDI-MODEM. | withdrawn
Les auteurs retirent leur vœu. | withdrawn
Le groupe retire donc l'amendement. | withdrawn
Dans ces conditions, nous retirons notre vœu. | withdrawn
Au vu de ces explications, je retire mon vœu. | withdrawn
Compte tenu de vos engagements, nous retirons notre amendement. | withdrawn
Merci, nous retirons notre vœu. | withdrawn
Nous le retirons au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
D'accord, je le retire. | withdrawn
Le projet de délibération DLH 12 est retiré de l'ordre du jour à la demande du groupe. | withdrawn
La délibération est retirée et sera représentée. | withdrawn
Le dossier est ajourné. | adjourned
Le vote est reporté à une séance ultérieure. | adjourned
L'examen de ce vœu est reporté à la séance de juin. | adjourned
La proposition est renvoyée à la commission des finances. | adjourned
Le projet de délibération est reporté sine die. | adjourned
Le vœu n° 20, devenu sans objet, n'est pas mis aux voix. | moot
L'amendement n° 21 est considéré comme sans objet. | moot
L'amendement n° 21 est satisfait et devient sans objet. | moot
Les amendements suivants tombent. | moot
L'amendement 22 tombe. | moot
Le quorum étant atteint, la délibération est adoptée. | adopted
À la majorité, le conseil rejette l'amendement. | rejected
À l'unanimité des présents, la motion est adoptée. | adopted
À 12 voix contre 10, la motion est rejetée. | rejected
Par 12 voix pour, 10 voix contre et 3 abstentions, la délibération est adoptée. | adopted
La délibération est adoptée par 20 voix pour, 5 contre (MM. X et Y) et 2 abstentions. | adopted
Le budget est voté à l'unanimité. | adopted
Les tarifs sont approuvés à l'unanimité. | adopted
La décision modificative n° 2 est adoptée. | adopted
Le compte de gestion est approuvé. | adopted
Le règlement est approuvé à la majorité. | adopted
La subvention est accordée à l'unanimité. | adopted
La convention est adoptée à l'unanimité des votants. | adopted
APPROUVE À L'UNANIMITÉ | adopted
ADOPTEE | adopted
REJETEE A LA MAJORITE | rejected
Retirés. | withdrawn
Je mets aux voix, à main levée, le projet de délibération DFAECG 22. |
L'amendement n° 5 est-il bien retiré au profit de la lettre rectificative ? |
Le vœu n° 51 est-il retiré ? |
Retirez-vous votre vœu ? |
Acceptez-vous de retirer votre amendement ? |
Je vous propose de retirer votre vœu au profit du vœu de l'Exécutif. |
Je vous demande de bien vouloir retirer votre vœu. |
Si vous retirez votre vœu, nous voterons celui de l'Exécutif. |
À défaut de retrait, je donnerai un avis défavorable. |
À défaut d'être retiré, le vœu sera rejeté. |
Faute de retrait, j'émettrai un avis défavorable. |
Nous voterons contre ce vœu. |
Nous voterons ce projet de délibération. |
Mon groupe votera pour le vœu de l'Exécutif. |
Notre groupe s'abstiendra sur cette délibération. |
J'espère que ce vœu sera adopté à l'unanimité. |
Je souhaite que le vœu soit adopté. |
Je vous invite à adopter ce projet de délibération. |
Je vous demande d'adopter ce vœu. |
Je vous propose de rejeter cet amendement. |
Nous demandons que ce vœu soit adopté. |
Il faut que ce projet de délibération soit adopté rapidement. |
Si ce vœu est adopté, nous saurons enfin la vérité. |
Si l'amendement n'est pas adopté, nous voterons contre le projet de délibération. |
Dès que la délibération sera adoptée, les travaux commenceront. |
Lorsque le vœu aura été adopté, l'Exécutif devra agir. |
Une fois adopté, ce texte engagera la Ville. |
En 2019, le Conseil de Paris adoptait un vœu sur les écoles. |
Le Conseil de Paris a adopté en juin 2018 un vœu de notre groupe. |
Nous avons adopté ici même, l'an dernier, un vœu identique. |
Lors de la séance de novembre, notre vœu avait été rejeté. |
Vous aviez rejeté notre vœu en 2021. |
Le vœu que nous avions déposé en mars avait été adopté à l'unanimité. |
Il y a deux ans, cette assemblée rejetait notre amendement. |
Le plan climat adopté en 2018 fixe cet objectif. |
La loi adoptée par le Parlement ne règle rien. |
Le Sénat a rejeté l'amendement du Gouvernement. |
L'Assemblée nationale a adopté la proposition de loi. |
Le Parlement européen a adopté la directive. |
Le conseil du 12e arrondissement a adopté ce vœu à l'unanimité. |
Le vœu a été adopté à l'unanimité par le conseil du 18e arrondissement. |
Ce vœu a été rejeté par le conseil d'arrondissement. |
Le conseil d'administration de la RATP a adopté son budget. |
La commission a émis un avis favorable. |
Le conseil du 14e arrondissement a donné un avis favorable au projet de délibération. |
L'avis de l'Exécutif est défavorable. |
Avis favorable de l'Exécutif. |
Je donne un avis défavorable à votre vœu. |
Un avis favorable est donné à l'amendement n° 3. |
L'Exécutif émet un avis favorable sous réserve d'un amendement. |
La parole est à M. BOULARD pour le vœu n° 122. |
Nous examinons le projet de délibération DU 166, l'amendement technique n° 66 et les vœux n° 67 et n° 67 bis. |
Le vœu n° 122 est relatif au repos hebdomadaire. |
Les vœux n° 112, n° 113, n° 113 bis ont trait à la candidature de Paris. |
Nous allons voter par scrutin public. |
Il n'y a pas d'explications de vote. |
Je n'ai pas été saisi d'une demande d'explication de vote. |
Monsieur le Maire, merci. |
Le vœu de l'Exécutif me paraît meilleur. |
Notre vœu demande que le tramway soit bouclé. |
L'amendement propose d'augmenter les crédits de 200.000 euros. |
La délibération prévoit une subvention de 12.000 euros. |
Ce projet de délibération a été préparé avec les associations. |
Le projet de loi retiré par le Gouvernement était dangereux. |
Les panneaux ont été retirés de la chaussée. |
Les arbres abattus seront remplacés. |
Les permis rejetés par la Préfecture sont nombreux. |
Le recours a été rejeté par le tribunal administratif. |
Le tribunal a rejeté la requête de la Ville. |
La demande d'asile de cette famille a été rejetée. |
La réunion est reportée au 14 mars. |
La séance est levée à dix-neuf heures. |
Le chantier est ajourné depuis deux ans. |
L'ouverture de la crèche est reportée à septembre. |
Les travaux ont été reportés. |
La discussion est close. |
La candidature de Paris est retenue. |
Les candidatures proposées sont adoptées. |
M. MARTIN est désigné secrétaire de séance. |
Le secrétaire de séance est désigné à l'unanimité. |
Je comprends que ce vœu ne sera pas adopté. |
On me dit que le vœu pourrait être retiré. |
Le groupe Écologiste pourrait retirer son vœu. |
Nous serions prêts à retirer notre vœu. |
Nous sommes prêts à retirer notre vœu si l'Exécutif s'engage. |
Je ne retire pas mon vœu. |
Nous ne retirerons pas notre vœu. |
Nous maintenons notre vœu. |
Le vœu n° 12 est maintenu. |
Nous maintenons donc l'amendement n° 30. |
Vous avez refusé d'adopter notre vœu. |
Pourquoi avez-vous rejeté notre vœu ? |
Est-ce que le vœu est adopté ? |
Le vœu est-il adopté ou rejeté ? |
Qui peut dire que ce projet de délibération est adopté dans la transparence ? |
Un vœu rejeté aujourd'hui reviendra demain. |
Combien de vœux adoptés sont restés lettre morte ! |
Tous les vœux adoptés par ce Conseil doivent être suivis d'effet. |
Les vœux adoptés depuis 2014 n'ont pas été appliqués. |
Le suivi des vœux adoptés est assuré par le Secrétariat général. |
Les amendements déposés par l'opposition sont systématiquement rejetés. |
Chaque année, nos amendements sont rejetés. |
D'habitude, nos vœux sont rejetés. |
À chaque séance, vous rejetez nos vœux. |
Vous rejetez toujours nos amendements sans les lire. |
Le texte adopté par le Conseil régional est clair. |
Le Conseil régional a adopté hier son budget. |
La Métropole du Grand Paris a adopté le schéma directeur. |
La proposition citoyenne n'a pas été retenue par le jury. |
Le projet lauréat du budget participatif a été abandonné. |
Le jury a retenu trois projets. |
L'appel d'offres a été déclaré sans objet. |
Cette polémique est sans objet. |
Votre question est sans objet. |
Le mur tombe en ruine. |
L'argument tombe de lui-même. |
Les barrières tombent. |
Le masque tombe ! |
Je propose que nous adoptions ce vœu par consensus. |
Il est proposé d'adopter le projet de délibération. |
Il est proposé au Conseil d'approuver la convention. |
Vu l'avis favorable de la commission, |
Considérant que le vœu adopté en 2016 n'a pas été suivi, |
Considérant que le Conseil de Paris a adopté à l'unanimité un plan de lutte contre l'exclusion, |
Le projet de délibération doit être adopté avant l'été. |
Le vœu devrait être adopté. |
Le vœu aurait dû être adopté. |
Le vœu ne peut pas être adopté en l'état. |
Nous aurions pu adopter ce vœu. |
Adopter ce vœu serait une erreur. |
Rejeter cet amendement, c'est refuser le débat. |
Voter ce vœu, c'est agir. |
En adoptant cette délibération, nous ferons un grand pas. |
En rejetant notre amendement, vous privez les familles d'un droit. |
Je regrette que vous rejetiez notre vœu. |
C'est pourquoi nous adopterons ce projet de délibération. |
L'Exécutif retirera-t-il ce projet ? |
Les enfants adoptés ont droit à un congé. |
Le ton adopté par notre collègue est regrettable. |
Mme SIMONNET adopte une posture. |
Il est proposé au conseil municipal, après en avoir délibéré, d'approuver la convention. |
Le conseil municipal est invité, après en avoir délibéré, à autoriser le maire à signer. |
Le conseil municipal sera appelé à décider de ce projet. |
Je vous demande, après en avoir délibéré, d'adopter la délibération. |
Le conseil municipal, après en avoir délibéré, prend acte du rapport. |
Le conseil municipal délibère sur ce point. |
Avant d'adopter ce texte, je voudrais remercier les services. |
Après avoir adopté ce texte, il faudra l'appliquer. |
Le conseil d'administration, après en avoir délibéré, a refusé. |
Le Conseil de quartier a adopté un avis. |
Le Conseil d'État a rejeté le recours. |
Le Conseil constitutionnel a rejeté la requête. |
Le conseil d'école a adopté le règlement. |
Le comité de suivi a rejeté cette option. |
Le jury a rejeté le projet. |
Le Préfet a rejeté notre demande. |
Les riverains rejettent ce projet. |
Les habitants ont rejeté le projet par 52 %. |
Les Parisiens ont adopté le vélo. |
La droite a rejeté notre proposition pendant treize ans. |
Le Gouvernement retire son projet. |
La Région retire sa subvention. |
La SNCF a retiré son permis de construire. |
Le promoteur retire le projet. |
L'association a retiré sa demande. |
On adopte un ton plus mesuré. |
J'adopte la même position que mon collègue. |
Vous n'avez pas adopté notre amendement, c'est dommage. |
Ce n'est pas parce que le vœu est adopté que tout est réglé. |
Quand le vœu est adopté, il faut le suivre. |
Une fois le vœu adopté, que se passe-t-il ? |
Même si le vœu est rejeté, nous continuerons. |
Que le vœu soit adopté ou rejeté, cela ne changera rien. |
Pour que le vœu soit adopté, il faut une majorité. |
Afin que ce projet soit adopté, je vous invite à voter. |
Sous réserve que l'amendement soit adopté, nous voterons. |
À condition que notre amendement soit adopté, nous voterons le texte. |
Tant que ce vœu n'est pas adopté, rien ne bougera. |
Le projet n'est pas retiré, je vous rassure. |
Ce vœu n'est pas rejeté par principe. |
Notre vœu n'a pas été retiré, Monsieur le Maire. |
Ce vœu a peu de chances d'être adopté. |
Le vœu risque d'être rejeté. |
Le vœu va être adopté, je n'en doute pas. |
Ce projet de délibération va être adopté. |
Nous allons adopter ce projet de délibération. |
Le texte vient d'être retiré du site internet. |
Le vœu de nos collègues mérite d'être adopté. |
Ce vœu mérite d'être rejeté. |
Il serait dommage que le vœu soit rejeté. |
Il est heureux que le vœu ait été adopté. |
Je suis heureux que ce vœu soit adopté. |
Je regrette que ce vœu ait été repoussé. |
Je me réjouis de l'adoption de ce vœu. |
Je déplore le rejet de notre vœu. |
Merci d'avoir adopté notre vœu. |
Merci de retirer votre vœu. |
Merci de bien vouloir adopter ce texte. |
Est-ce à dire que le vœu est retiré ? |
Vous le retirez ? |
Le vœu est-il maintenu ? |
Retiré ? |
Adopté ? |
Pour, contre, abstention ? |
Avis défavorable sauf retrait. |
Retrait ou avis défavorable. |
Demande de retrait, sinon avis défavorable. |
Avis favorable à l'amendement n° 4, défavorable à l'amendement n° 5. |
Favorable. |
Défavorable. |
Nous voterons donc contre. |
Contre. |
Le groupe Changer Paris vote contre. |
Le groupe Changer Paris a voté contre. |
Mon groupe n'a pas pris part au vote. |
Mme DUPONT ne prend pas part au vote. |
Nous ne prendrons pas part au vote. |
Le budget adopté l'an passé prévoyait 12 millions. |
Le budget voté en décembre était insincère. |
Les crédits votés n'ont pas été consommés. |
Les crédits reportés s'élèvent à 12 millions. |
Les subventions votées aujourd'hui sont en hausse. |
Le tarif approuvé en 2018 reste inchangé. |
Les conseillers absents ont donné pouvoir. |
La motion que nous présentons condamne ces faits. |
La motion de soutien sera transmise au Préfet. |
Le rapport présenté par l'Inspection générale est accablant. |
Le rapport sera présenté en octobre. |
Ce projet est rejeté par les riverains. |
Le projet est rejeté par l'ensemble des associations. |
Le texte est adopté par le Sénat. |
La délibération est attaquée devant le tribunal. |
La délibération a été annulée par le tribunal. |
La délibération adoptée en juin a été annulée. |
Cette délibération, adoptée à l'unanimité en 2019, n'a pas été appliquée. |
Je rappelle que ce vœu a été adopté à l'unanimité. |
Je rappelle que le Conseil de Paris a rejeté ce vœu. |
Comme le vœu adopté en mars le prévoyait, un rapport a été remis. |
Selon le vœu adopté, la Ville devait agir. |
Les Français ont adopté ce rythme. |
L'amendement n° 71 est, lui, repoussé. | rejected
Le projet de délibération DJS 18 est donc bien adopté à l'unanimité du Conseil. | adopted
L'amendement est largement adopté. | adopted
Le vœu est adopté à une large majorité. | adopted
Le projet de délibération est adopté à l'unanimité, ce dont je me réjouis. | adopted
Le vœu du groupe Génération.s est adopté. | adopted
Le vœu de Mme BURKLI est rejeté. | rejected
Le vœu référencé n° 88 dans le fascicule est repoussé. | rejected
Le vœu n° 88 rattaché au projet de délibération DU 12 est adopté. | adopted
Le projet de délibération DU 12, auquel est rattaché le vœu n° 88, est adopté. | adopted
Avec 84 voix pour, l'amendement est adopté. | adopted
Mes chers collègues, la délibération est adoptée. | adopted
Monsieur le Maire, le vœu est donc retiré. | withdrawn
Madame la Présidente, nous retirons notre vœu. | withdrawn
Le vœu n° 99 est retiré au profit du 99 bis. | withdrawn for the Executive's bis
Le vœu n° 99 ayant été retiré, nous passons au vœu n° 100. | withdrawn
Le vœu n° 99 est rejeté, malgré nos arguments. | rejected
L'ensemble du projet de délibération, amendé, est adopté. | adopted as amended
L'ensemble du budget est adopté. | adopted
La proposition de délibération est rejetée. | rejected
La proposition de délibération n° 3 du groupe Changer Paris est repoussée à la majorité. | rejected
La communication est adoptée. | adopted
Le plan de financement est approuvé à l'unanimité. | adopted
La motion présentée par le groupe socialiste est adoptée à l'unanimité moins une abstention. | adopted
Le conseil municipal adopte la motion à l'unanimité. | adopted
Le conseil municipal approuve le procès-verbal à l'unanimité. | adopted
Le conseil rejette la motion par 14 voix contre 9. | rejected
Le Conseil de Paris rejette l'amendement budgétaire n° 40. | rejected
Adopté par 14 voix pour et 9 abstentions. | adopted
Adopté (unanimité). | adopted
Rejeté (12 pour, 20 contre). | rejected
Retiré par l'auteur. | withdrawn
Retiré au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
Adopté avec modifications. | adopted as amended
Adopté tel qu'amendé. | adopted as amended
Délibération 2024 DAE 12 : adoptée à la majorité. | adopted
2024 DAE 12 : adopté. | adopted
2024 DAE 12 - Subvention (12.000 euros). - Adopté. | adopted
Ce texte est adopté. | adopted
Cet amendement est repoussé. | rejected
Ces vœux sont retirés. | withdrawn
Tous les vœux sont adoptés. | adopted
Aucun vœu n'est adopté. |
Les vœux sont tous adoptés. | adopted
Les amendements sont tous deux rejetés. | rejected
Le vœu n° 3 est adopté à main levée par 60 voix contre 50. | adopted
Elle est retirée. | withdrawn
Celui-ci est adopté. | adopted
Celle-ci est rejetée à la majorité. | rejected
Vu l'absence d'opposition, la délibération est adoptée. | adopted
Personne ne s'y opposant, le projet de délibération est adopté. | adopted
Le vote étant acquis, le projet de délibération est adopté. | adopted
En conséquence, le projet de délibération est adopté. | adopted
En définitive, l'amendement est rejeté. | rejected
Au final, le vœu est adopté. | adopted
Résultat : 81 pour, 70 contre ; l'amendement est adopté. | adopted
Le scrutin est clos : le vœu est rejeté. | rejected
Après vote, la délibération est adoptée à l'unanimité. | adopted
Après un vote à main levée, la motion est rejetée. | rejected
À l'unanimité, la délibération est votée. | adopted
La délibération relative aux terrasses est adoptée. | adopted
La délibération portant sur le plan vélo est adoptée à la majorité. | adopted
Le vœu relatif au retrait du projet de tour est rejeté. | rejected
Le vœu relatif à l'adoption d'un plan canicule est repoussé. | rejected
Le vœu demandant le retrait de la publicité est adopté. | adopted
L'amendement visant à rejeter la hausse est adopté. | adopted
Le projet de délibération DPE 12, qui avait été reporté, est adopté. | adopted
Le vœu, que nous avions amendé ensemble, est adopté à l'unanimité. | adopted as amended
Le vœu que vous avez rejeté revient aujourd'hui. |
La délibération que nous venons d'adopter change tout. |
L'amendement que vous venez de rejeter était raisonnable. |
Le projet, qui avait été retiré, revient devant nous. |
Le projet de délibération retiré en juin est de nouveau soumis. |
Le projet retiré la dernière fois est aujourd'hui complet. |
L'Exécutif a accepté notre amendement. |
L'Exécutif accepte le vœu sous réserve. |
Nous acceptons l'amendement oral. |
J'accepte l'amendement. |
Oui, nous acceptons les modifications. |
Mon vœu est donc maintenu. |
La délibération sera adoptée à l'unanimité. |
Le vœu sera rejeté, je le crains. |
L'amendement sera retiré si vous répondez. |
Le vœu serait retiré. |
Le projet serait adopté demain. |
Adoptons ce vœu ! |
Rejetons cet amendement. |
Retirez ce projet ! |
Votez ce vœu. |
À vous de l'adopter. |
Le conseil d'arrondissement a adopté le vœu. |
Le 15e a rejeté la délibération. |
La mairie du 15e rejette ce projet de délibération. |
Le comité d'arrondissement a adopté le vœu à l'unanimité. |
La commission des finances a rejeté l'amendement. |
En commission, l'amendement a été rejeté. |
En commission, le vœu est adopté. |
Le bureau a rejeté la demande. |
Le tribunal est saisi du projet de délibération. |
La cour a rejeté l'appel. |
Le référé a été rejeté. |
Le référendum a été rejeté. |
Le texte rejeté par référendum est revenu. |
Les motions adoptées par les syndicats nous alertent. |
La plainte est retirée. |
La statue est retirée de l'espace public. |
Les trottinettes sont retirées du service. |
Les panneaux sont adoptés par le public. |
Les chiens sont adoptés à la SPA. |
Le mobilier est retiré. |
L'amiante est retiré des écoles. |
L'eau est rejetée en Seine. |
Les eaux usées sont rejetées sans traitement. |
La piste est reportée sur le trottoir. |
Le stationnement est reporté dans les rues voisines. |
La concertation est reportée. |
L'inauguration est reportée à juin. |
L'élection est ajournée. |
Le débat est reporté. |
La question est retirée. |
La question posée par le groupe est retirée. |
Le recensement est sans objet. |
Ce reproche est sans objet. |
La température tombe. |
La nuit tombe. |
Les prix tombent. |
Le délai tombe en août. |
Le vote est ouvert. |
Le vote a lieu à main levée. |
Le vote est clos. |
Je mets aux voix l'amendement n° 4 avec un avis défavorable. |
Je mets aux voix ce projet de délibération ainsi amendé. |
Nous passons au vote du projet de délibération amendé. |
Je vous propose d'adopter ce projet de délibération amendé. |
L'adoption du vœu n° 4 fait tomber l'amendement n° 5, je crois. |
Un amendement adopté change l'équilibre du texte. |
Notre amendement adopté en commission a disparu. |
Le vœu n° 31 est donc rejeté à la majorité, je vous remercie. | rejected
Le projet de délibération DAC 210 est adopté à l'unanimité. (2022, DAC 210). | adopted
La proposition de vœu n° 31 bis est adoptée à l'unanimité. (2022, V. 112). | adopted
L'amendement n° 2 étant adopté, l'amendement n° 3 tombe. | adopted,moot
Le conseil municipal, après en avoir délibéré et à l'unanimité, décide de créer un poste. | adopted
Après délibération, le conseil municipal approuve à l'unanimité le budget. | adopted
Le conseil municipal approuve, à l'unanimité, les tarifs. | adopted
Le Conseil municipal adopte cette délibération à l'unanimité. | adopted
Le conseil communautaire adopte le rapport par 40 voix pour et 3 abstentions. | adopted
Délibération adoptée par 25 voix pour et 8 voix contre. | adopted
Délibération rejetée. | rejected
Motion adoptée à l'unanimité. | adopted
Amendement rejeté : 12 voix pour, 43 contre. | rejected
Sous-amendement adopté. | adopted
Ce vœu est retiré. | withdrawn
Le vœu n° 8 est retiré par ses auteurs au profit du vœu de l'Exécutif. | withdrawn for the Executive's bis
Je retire l'amendement n° 9 au profit de l'amendement de l'Exécutif. | withdrawn for the Executive's bis
Le groupe Les Écologistes retire le vœu n° 10. | withdrawn
Mme DATI retire son vœu. | withdrawn
Nous acceptons de retirer notre vœu. | withdrawn
Le vœu est adopté tel que modifié. | adopted as amended
Le vœu modifié est adopté à l'unanimité. | adopted as amended
Avec ces amendements, le vœu est adopté. | adopted as amended
Le vœu n° 11, ainsi amendé, est adopté. | adopted as amended
Le projet de délibération est donc adopté, tel qu'amendé. | adopted as amended
Le point est ajourné à la prochaine séance. | adjourned
L'examen du rapport est reporté. | adjourned
La délibération est reportée au conseil de juin. | adjourned
L'amendement n'est pas adopté, faute de majorité. | rejected
La motion n'est pas adoptée. | rejected
Le texte n'est pas adopté par le Conseil. | rejected
Le vœu n° 14 est repoussé par 80 voix contre 61. | rejected
Voix pour : 12 ; voix contre : 20. Le vœu est rejeté. | rejected
Pour : 12. Contre : 20. L'amendement est rejeté. | rejected
Le projet de délibération, mis aux voix à main levée, est adopté à la majorité. | adopted
Mis aux voix, le projet de délibération est adopté. | adopted
Il est donc adopté. Merci. | adopted
Ils sont adoptés à l'unanimité. | adopted
Je vous remercie de retirer votre vœu n° 8. |
Si vous en êtes d'accord, le vœu est retiré. |
Le vœu, s'il est adopté, engagera la Ville. |
Je crois savoir que le vœu sera retiré. |
Vous nous dites que le vœu est rejeté faute de moyens. |
Le Conseil municipal, après en avoir délibéré en 2018, avait choisi ce site. |
Le conseil municipal doit délibérer avant le 30 juin. |
La délibération du conseil municipal du 12 mars approuve ce plan. |
Vu la délibération adoptée le 12 mars 2019 ; |
Considérant que le conseil a adopté ce plan ; |
Le compte rendu fait état d'un vœu rejeté. |
Votre amendement, je l'ai dit, sera rejeté. |
Nous verrons si cet amendement est adopté. |
Tout amendement rejeté pourra être représenté. |
La Ville rejette cette accusation. |
L'opposition rejette ce budget. |
Le groupe socialiste rejette cette idée. |
Le groupe retire sa confiance au Maire. |
Les élus retirent leur écharpe. |
Mme la Maire retire ses lunettes. |
Nos vœux de bonne année sont adoptés par tous. |
La résolution de l'ONU est adoptée. |
Le texte de l'ONU est adopté en 1948. |
Cette règle est adoptée partout en Europe. |
La méthode est adoptée par nos voisins. |
La question est reportée depuis des années. |
Le vote est reporté ? Non. |
Le budget de l'État est adopté par 49.3. |
La loi de finances est adoptée. |
Le plan vélo est adopté par les Parisiens. |
L'arrêté est retiré par le Préfet. |
Le permis est rejeté. |
Le dossier de l'association est rejeté par les services. |
Les demandes de logement sont rejetées. |
Les candidatures sont rejetées. |
Une motion adoptée par Lyon va dans ce sens. |
À Lyon, la motion est adoptée. |
À Marseille, un vœu est adopté chaque mois. |
Au Parlement, l'amendement est rejeté. |
Hier, au Sénat, l'amendement est adopté. |
"""
"""Written before the reader was looked at: right, unread or wrong are counted over all of them."""


def cases():
    """Give all sentences with their outcomes."""
    stated = [line.rsplit("|", 1) for line in STATED.strip().splitlines()]
    pairs = [(sentence.strip(), outcome.strip()) for sentence, outcome in stated]
    return pairs + [(line, "") for line in NOT_STATED.strip().splitlines()]


def measured_cases():
    """Give the sentences that are counted, with their outcomes."""
    pairs = (line.rsplit("|", 1) for line in MEASURED.strip().splitlines())
    return [(sentence.strip(), outcome.strip()) for sentence, outcome in pairs]
