#!/usr/bin/env python3
"""Writes reference.csv: quantiles to 20 digits by root finding in 60-digit
arithmetic (mpmath 1.3.0). Columns: law, two parameters, u, quantile. Every u
is the exact binary number that its 17 digits denote."""
import csv
from mpmath import mp, mpf, ncdf, betainc, gammainc, findroot, nstr, sqrt, erfinv, log, pi

mp.dps = 60
rows = []


def normal(u):
    p = min(u, 1 - u)
    if p == mpf(1) / 2:
        return mpf(0)
    if p > mpf("1e-12"):
        z = sqrt(2) * erfinv(2 * p - 1)
    else:
        r = sqrt(-2 * log(p))
        z = findroot(lambda z: log(ncdf(z)) - log(p), -(r - log(r * sqrt(2 * pi)) / r))
    return z if u < 0.5 else -z


us = [2.0**-1000, 1e-300, 1e-100, 1e-40, 1e-16, 2.0**-53, 1e-13, 2e-12, 1.4e-11, 1e-8, 1e-5, 0.001, 0.0249, 0.05, 0.0749, 0.0751,
      0.1, 0.2, 0.25, 0.3, 0.4, 0.49, 0.4999, 0.5, 0.5 + 2.0**-52, 0.6, 0.75, 0.9, 0.925, 0.9251, 0.95, 0.975, 0.99, 0.9999, 1 - 2.0**-53]
for u in us:
    rows.append(("normal", 0, 1, u, normal(mpf(u))))


def bisect(f, lo, hi):
    """Root of increasing f, by bisection in log x: sure, and fast enough."""
    lo, hi = mpf(lo), mpf(hi)
    for _ in range(110):
        m = sqrt(lo * hi)
        lo, hi = (m, hi) if f(m) < 0 else (lo, m)
    return (lo + hi) / 2


probabilities = [1e-6, 0.01, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999]
for a, b in [(2, 5), (0.5, 0.5), (1, 5), (3.2, 2.8), (40, 160), (0.3, 4)]:
    for u in probabilities:
        rows.append(("beta", a, b, u, bisect(lambda x: betainc(a, b, 0, x, regularized=True) - mpf(u), "1e-30", 1)))
for a, scale in [(1, 1), (0.5, 2), (2.5, 0.1), (9, 3), (120, 1)]:
    for u in probabilities:
        rows.append(("gamma", a, scale, u, mpf(scale) * bisect(lambda x: gammainc(a, 0, x, regularized=True) - mpf(u), "1e-30", 1000)))

with open("reference.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["law", "p1", "p2", "u", "quantile"])
    for law, a, b, u, x in rows:
        w.writerow([law, a, b, repr(u), nstr(x, 20)])
