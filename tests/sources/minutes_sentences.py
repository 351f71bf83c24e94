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


def cases():
    """Give all sentences with their outcomes."""
    stated = [line.rsplit("|", 1) for line in STATED.strip().splitlines()]
    pairs = [(sentence.strip(), outcome.strip()) for sentence, outcome in stated]
    return pairs + [(line, "") for line in NOT_STATED.strip().splitlines()]
