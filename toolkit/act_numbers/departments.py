"""Who gives acts their numbers: departments since 1995, groups of the council, and what only looks alike."""

from __future__ import annotations

import re

_DEPARTMENTS = """
    AJ ASCO ASES BDP BP CAB CAS CASVP CL DAC DAE DAEE DAJ DALIAT DAPCR DARH DASCO DASES DAUC DCPA DDAEE DDATC DDCT DDEE
    DDEEES DDEES DEVE DF DFA DFAE DFAECG DFE DFPE DGIS DGJOPGE DGOM DGRI DICOM DILT DIRCOM DJOP DJS DLH DLTI DMA DOSTL
    DPA DPE DPJEV DPMP DPP DPSP DPVI DRH DRI DSCS DSIN DSOL DSP DSTI DTEC DTI DTIT DU DUCT DUS DVD DVLR DVT EPCP GM IG
    IGVP JS MG MIE MOUS PJEV PP SAJ SG SGCP SGDB SGRI TI V D
"""
DEPARTMENTS = frozenset(_DEPARTMENTS.split())
"""Acronyms of departments since 1995, as far as seen; `V`, `D` and `GM` are old series of wishes and projects."""

SERIES = frozenset("VD")
"""Departments of a single letter: they count only where nothing else is meant."""

WORDS = frozenset({"AJ", "BP", "CAB", "CAS", "CL", "DF", "DU", "GM", "IG", "JS", "MG", "MIE", "MOUS", "PP", "SG", "TI"})
"""Acronyms that are a word or a unit when written small ("du", "cas", "mg")."""

GROUPS = (
    "100% Paris",
    "Changer Paris",
    "Communiste et Citoyen",
    "Génération.s",
    "Groupe Écologiste de Paris",
    "Indépendants et Progressistes",
    "Les Écologistes",
    "Les Républicains",
    "MoDem",
    "Paris en commun",
    "PCF-FG",
    "RG-CI",
    "UDI-MODEM",
)
"""Council groups whose own proposals carry their name where others have a department."""

_CAPITALS = """
    ADN AESH AFP AG AOP ARS ART BAC BEP BFM BTS CA CAC CAF CAN CAP CDD CDG CDI CE CEE CGCT CHRS CIC CM CNIL CO COP
    COVID CP CRC CROUS CRS CSG CSP CV DALO DASEN DDASS DDE DDT DEA DESS DETR DEUG DGA DGCL DGF DGFIP DGS DGSE DGSI DIA
    DIHAL DIM DIN DIRECCTE DJ DMTO DNA DOB DOM DPO DRAC DREAL DRFIP DRIEA DRIEE DRIHL DRJSCS DSI DSIL DSM DTP DUP DUT
    EDF EHPAD EN EPCI ERP ESAT ETP EUR EURO EUROS FF FIFA FM FR FRANCE G GES GPE GPS HLM HQE HT IDF IFOP II III IMGP
    INSEE IPSOS IRIS ISO IV JEUX JO JOP KM KWH LED LGBT LILLE LOI LOM LOT LR LYON MARS MGP MW NBA NF NO ODD OL OM ONU
    OQTF PARIS PC PCAET PIB PLACE PLH PLU PM PMR PSG PV QPV RATP RD RE RER RGPD RN RSA RT RUE SDF SIDA SIG SMIC
    SMOVENGO SNCF SPR SRU T TER TF TFPB TGV TOUR TTC TVA UE UEFA UNESCO USB USIDF V VI VIH VII VTC XIX XX XXI ZAC ZFE
    ZTL
"""
NOT_DEPARTMENTS = frozenset(_CAPITALS.split())
"""Capitals that stand before numbers in ordinary sentences (COVID 19, COP 21, PM 10)."""

LETTER_ENDS = r"(?![^\W\d_])"
"""Where an acronym ends: no letter follows."""


def any_department(between: str) -> str:
    """Give a pattern for the known departments, with what may stand between two letters; not the single letters."""
    names = sorted(DEPARTMENTS - SERIES, key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(between.join(name) for name in names)}){LETTER_ENDS}"


def any_group() -> str:
    """Give a pattern for the names of groups, accents or not."""
    written = "|".join(re.escape(name).replace(r"\ ", r"\s").replace("%", r"\s?%") for name in GROUPS)
    return rf"(?i:{re.sub('[ÉéE]', '[eéÉE]', written)})"


_GROUP_FORMS = {re.sub("[éÉ]", "e", name).lower(): name for name in GROUPS}


def as_group(written: str) -> str:
    """Give the name of a group as it writes itself, "" if it is none."""
    plain = re.sub(r"\s(?=%)", "", re.sub("[éÉ]", "e", re.sub(r"\s", " ", written)))
    return _GROUP_FORMS.get(plain.lower(), "")


def as_department(written: str) -> str:
    """Write a department without dots, spaces and line breaks and in capitals, a group by its own name."""
    return as_group(written) or re.sub(r"[.\s-]", "", written).upper()
