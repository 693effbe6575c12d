"""What one warning sign tells, and two together: of those who have it, how many are seriously ill.

A sign is there in most of those who are ill (its sensitivity) and not there in most of those who are not (its
specificity). Where few are ill, most people with the sign are well all the same:

``predictive value = share · sensitivity / (share · sensitivity + (1 − share) (1 − specificity))``

>>> round(float(predictive_value(share_serious=0.01, sensitivity=0.8, specificity=0.9)), 3)   # 8 of 107
0.075

What it cannot say. How well a real sign tells is chosen by us, not measured; that signs come independently of each
other is an assumption, and real ones do not. The share of serious disease is that of low back pain in primary care.
"""

from trunkcare_lib.parameter import Parameter, arrays

PARAMETERS = {
    "people": Parameter(1000, "", 100, 1000, "people with low back pain", "course"),
    "share_serious": Parameter(
        0.01, "", 0, 1, "share of them with a serious disease, in primary care", "course", "recalled"
    ),
    "share_root": Parameter(0.05, "", 0, 1, "share of them with an irritated nerve root", "course", "recalled"),
    "sensitivity": Parameter(0.8, "", 0.01, 1, "share of the ill who have the sign", "course"),
    "specificity": Parameter(0.9, "", 0, 0.999, "share of the others who do not have it", "course"),
    "signs": Parameter(1, "", 1, 3, "how many such signs are there together", "course"),
}


def sorted_people(
    *,
    people=PARAMETERS["people"].value,
    share_serious=PARAMETERS["share_serious"].value,
    sensitivity=PARAMETERS["sensitivity"].value,
    specificity=PARAMETERS["specificity"].value,
    signs=PARAMETERS["signs"].value,
):
    """Sort people by whether they are seriously ill, and whether all the signs are there.

    Parameters
    ----------
    people : float or array_like
        How many there are.
    share_serious, sensitivity, specificity : float or array_like
        Shares from 0 to 1, see `PARAMETERS`.
    signs : float or array_like
        How many signs, each as good as the other, must be there together; they are taken to be independent.

    Returns
    -------
    found, missed, alarmed, clear : array of float, the shape of all together
        Ill with the signs, ill without, well with the signs, well without. They add up to `people`.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    Exact for the given shares; the shares of a real sign are not known to us.

    >>> [round(float(count)) for count in sorted_people()]
    [8, 2, 99, 891]
    """
    given = {"people": people, "share_serious": share_serious}
    given |= {"sensitivity": sensitivity, "specificity": specificity, "signs": signs}
    people, share_serious, sensitivity, specificity, signs = arrays(PARAMETERS, **given)
    ill = people * share_serious
    well = people - ill
    found, alarmed = ill * sensitivity**signs, well * (1 - specificity) ** signs
    return found, ill - found, alarmed, well - alarmed


def predictive_value(
    *,
    share_serious=PARAMETERS["share_serious"].value,
    sensitivity=PARAMETERS["sensitivity"].value,
    specificity=PARAMETERS["specificity"].value,
    signs=PARAMETERS["signs"].value,
):
    """Of those with the signs, the share who are seriously ill.

    Parameters
    ----------
    share_serious, sensitivity, specificity, signs : float or array_like
        As for `sorted_people`.

    Returns
    -------
    array of float, the shape of all together
        From 0 to 1.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    Bayes' rule, by counting people; valid where `sorted_people` is.

    >>> round(float(predictive_value(signs=2)), 2)      # 6.4 of 16.3
    0.39
    """
    given = {"share_serious": share_serious, "sensitivity": sensitivity, "specificity": specificity, "signs": signs}
    found, _, alarmed, _ = sorted_people(**given)
    return found / (found + alarmed)
