"""Trajectories of a MATLAB file of level 5, as `sweep` sees them: positions from zero, x and y.

Reads what the experiment needs of such a file and no more: `mixout`, a cell of 3 x T numbers.
Source: "MAT-File Format" (MathWorks), chapter 1.
"""

import struct
import zlib

import numpy

LONGEST = 180
MULTIPLE = 8
NUMBERS = {1: "i1", 2: "u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<f4", 9: "<f8"}
MATRIX, COMPRESSED = 14, 15


def trajectories(path):
    """A list of [steps, 2] arrays of single precision, in the file's order."""
    with open(path, "rb") as file:
        data = file.read()
    if data[126:128] != b"IM":
        raise SystemExit(f"{path}: no little-endian MATLAB file of level 5")
    for kind, body in elements(data[128:]):
        if kind == COMPRESSED:
            kind, body = next(elements(zlib.decompress(body)))
        if kind == MATRIX:
            _, _, name, *cells = elements(body)
            if name[1] == b"mixout":
                return [positions(numbers(cell)) for _, cell in cells]
    raise SystemExit(f"{path}: holds no mixout")


def elements(data):
    """Kind and bytes of each element that stands in `data`, one after another."""
    place = 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, place)
        start = place + 8
        if kind >> 16:  # Four bytes or fewer stand in the tag itself.
            kind, size, start = kind & 0xFFFF, kind >> 16, place + 4
        yield kind, data[start : start + size]
        place = start + size
        if kind != COMPRESSED:
            place += -place % 8


def numbers(matrix):
    """A 3 x T matrix, whose columns follow one another, as an array [T, 3]."""
    _, _, _, (kind, body), *_ = elements(matrix)
    return numpy.frombuffer(body, NUMBERS[kind]).astype(float).reshape(-1, 3)


def positions(velocities):
    """Movement alone, added up from (0, 0), so long that the length is a multiple of eight."""
    moving = numpy.flatnonzero(velocities.any(axis=1))
    path = numpy.cumsum(velocities[moving[0] : moving[-1] + 1, :2], axis=0)
    length = min(len(path), LONGEST) // MULTIPLE * MULTIPLE
    return (path - path[0])[:length].astype(numpy.float32)
