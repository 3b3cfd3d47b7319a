#!/usr/bin/env python3
"""Writes the direction numbers of Sobol points, and points to compare ours with; needs SciPy.

    scripts/sobol-numbers.py    writes Sources/Experiments/Search/SobolNumbers.swift
                                and Tests/ExperimentsTests/Fixtures/sobol.json

SciPy keeps the numbers of new-joe-kuo-6.21201 (Joe & Kuo 2008) in a file of its own.
"""
import json
import pathlib

import numpy as np
from scipy import stats

ROOT = pathlib.Path(__file__).resolve().parent.parent
DIMENSIONS = 128
POINTS = [*range(20), 31, 32, 100, 255, 1000, 4095, 4096]
HEAD = """\
/// The direction numbers of Sobol points: what differs from dimension to dimension.
///
/// Source: Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections",
/// doi:10.1137/070709359, file new-joe-kuo-6.21201. Written by `scripts/sobol-numbers.py`.
enum SobolNumbers {
  /// A row for each dimension from the second on: a primitive polynomial over the field of two
  /// elements, a bit for each coefficient, and as many first numbers as its degree.
  static let rows: [[UInt32]] = [
"""


def main():
    table = np.load(pathlib.Path(stats.__file__).parent / "_sobol_direction_numbers.npz")
    lines = []
    for polynomial, numbers in zip(table["poly"][1:DIMENSIONS], table["vinit"][1:DIMENSIONS]):
        degree = int(polynomial).bit_length() - 1
        lines.append(f"    {[int(polynomial), *map(int, numbers[:degree])]},\n")
    target = ROOT / "Sources/Experiments/Search/SobolNumbers.swift"
    target.write_text(HEAD + "".join(lines) + "  ]\n}\n")

    points = stats.qmc.Sobol(DIMENSIONS, scramble=False, bits=32).random(2**13)
    cases = [{"index": index, "words": [int(x * 2**32) for x in points[index]]} for index in POINTS]
    fixture = ROOT / "Tests/ExperimentsTests/Fixtures/sobol.json"
    fixture.parent.mkdir(exist_ok=True)
    fixture.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
