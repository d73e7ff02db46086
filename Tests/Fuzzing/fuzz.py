#!/usr/bin/env python3
"""Damages corpora at random and reads them with winnow and with Python's csv, json and xml readers.

    make fuzz                        a minute of each format
    make fuzz FUZZ_OPTIONS="--seed 7 --format xml --seconds 600"

Both have to find the same records, or both have to refuse the file. A difference is printed with
its seed and the smallest input that still shows it; the exit code is then 1.
"""

import argparse
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree


class Refused(Exception):
    """A reader does not take the file."""


class Skipped(Exception):
    """What Python makes of the file says nothing about winnow."""


# Formats: seeds to start from, pieces to put in, and what Python reads.


class CSV:
    suffix = "csv"
    options = []
    seeds = [
        b"id,text,gold\n1,hello,a\n2,\"a, b\",b\n3,\"say \"\"hi\"\"\",a\n",
        b"a,b\r\n1,\"line\r\nbreak\"\r\n,\r\n\"\",x\r\n",
        "\ufeffname;größe\nä,1\n".encode(),
        b"one\n1\n2\n\"\"\n",
        b"a,b,c\n1,2,3\n4,5,6",
    ]
    pieces = [b'"', b'""', b",", b"\n", b"\r", b"\r\n", b" ", b"\t", b";", b"\0", b"\xc3", "é👏".encode(), b"a", b"",
              b'"a\nb"', b",\n", b'","', b"\xef\xbb\xbf"]
    inside = rb"(?<=[a-z])(?=[a-z])"
    gentle = [b" ", b"\0", b"\t", "é👏".encode(), b'"', b"'", b"\\", b"x\r\ny,z\r\n", b",", b"\n"]

    @staticmethod
    def read(data):
        text = decoded(data)
        if text[:4].lower() == "sep=":
            raise Skipped
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            raise Refused(str(error)) from None
        rows = [row for row in rows if row]
        if not rows:
            return []
        header, rows = rows[0], rows[1:]
        names = CSV.names(header)
        for row in rows:
            if len(row) != len(header):
                raise Refused("width")
        return [dict(zip(names, row)) for row in rows]

    @staticmethod
    def names(header):
        """The names winnow gives to columns without one, and to those of one name."""
        names = []
        for index, name in enumerate(header):
            name = name or f"column{index + 1}"
            base, count = name, 1
            while name in names:
                count += 1
                name = f"{base}_{count}"
            names.append(name)
        return names


class JSONLines:
    suffix = "jsonl"
    options = []
    seeds = [
        b'{"id":1,"text":"hello","tags":["a","b"],"ok":true,"no":null}\n{"id":2,"text":"x\\ny"}\n',
        '{"a":"\\u00e9\\ud83d\\ude00","b":{"c":[1,2.5e-3,-0]}}\n{"größe":"👏"}\r\n'.encode(),
        b'{}\n\n{"a":{}}\n{"a":[]}',
        b'  { "a" : 1E5 , "b" : "\\"\\\\\\/\\b\\f\\t" }  \n',
    ]
    pieces = [b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"\n", b"\r\n", b" ", b"0", b"-", b".5", b"e9", b"1e", b"null",
              b"tru", b"NaN", b"Infinity", b"\\u", b"\\ud800", b"\\ud83d\\ude00", b"\t", b"\0", b"\xff", "é".encode(),
              b'"a":1', b"\x7f", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x0c"]
    inside = rb"(?<=[a-z])(?=[a-z\"])(?![a-z]*[,}\]])"
    gentle = [b"\\n", b"\\u0000", b"\\ud83d\\ude00", b"\\ud800", b"\\/", "é👏\u2028\x85".encode(), b" ", b"\x7f", b"0", b'","q":"',
              b'","q":{"x":[1,null]},"z":"', b'"}\n{"y":"', b'"}\r\n \n{"y":"']

    @staticmethod
    def read(data):
        def refuse(word):
            raise ValueError(word)

        def members(pairs):
            if len({key for key, _ in pairs}) < len(pairs):
                raise Refused("repeated key")
            return dict(pairs)

        records = []
        # Only line feeds end lines: a string may hold any other separator that Python knows.
        for line in decoded(data).split("\n"):
            # A carriage return is white space of JSON, so it goes with the line.
            if not line.strip(" \t\r"):
                continue
            try:
                value = json.loads(line, parse_int=number, parse_float=number, parse_constant=refuse, object_pairs_hook=members)
            except (ValueError, RecursionError) as error:
                raise Refused(str(error)) from None
            if not isinstance(value, dict):
                raise Refused("no object")
            records.append(value)
        return records


class XML:
    suffix = "xml"
    options = ["--record", "d"]
    seeds = [
        b'<?xml version="1.0"?>\n<r><d x="1"><t>a &amp; b</t><u>c</u></d><d x="2"><t>d</t></d></r>',
        b"<r><d><t><![CDATA[<b>]]></t></d><!-- c --><d><t>1</t><t>2</t></d><d/></r>",
        "<r><d a='&#233;\"'><größe>👏</größe></d><d>text<?pi x?> here</d></r>".encode(),
        b"<r><x><d><n><m>deep</m></n></d></x>\n<d b=''><t>  </t><t/></d></r>",
    ]
    pieces = [b"<", b">", b"</", b"/>", b"&", b";", b"&lt;", b"&#65;", b"&#x1F600;", b"&#0;", b"&e;", b'"', b"'", b"=",
              b"<d>", b"</d>", b"<t>", b"</t>", b"<d/>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"--", b"<?pi?>", b" ",
              b"\n", b"\r\n", b"x", b" y='2'", b"\0", b"\x01", b"\xff", "é".encode(), b"xml:lang='e'"]
    inside = rb"(?<=[a-z>])(?=[^<>]*</[tu]>)"
    gentle = [b"&lt;", b"&#65;", b"&#x1F600;", b"<![CDATA[<&]]>", b"<!-- c -->", b"<?pi x?>", b"\r\n", b"\n", b"\t", b" ", b"]]",
              "é👏\u2028\x85".encode(), b"<b>x</b>", b"<b/>", b"<b y='1\n2'/>", b"</t><t>", b"</d><d>"]

    @staticmethod
    def read(data):
        # Declarations of entities and other encodings are winnow's to refuse, prefixes its to keep.
        if re.search(rb"<!D|encoding|xmlns|:", data):
            raise Skipped
        # Expat takes any version, and allows no byte order mark in a name; XML 1.0 has it otherwise.
        if data.count(b"\xef\xbb\xbf") or b"<?xml" in data and not re.search(rb"""version=(['"])1\.[0-9]+\1""", data):
            raise Skipped
        try:
            root = ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError) as error:
            raise Refused(str(error)) from None
        found = []
        XML.outermost(root, found)
        if not found:
            raise Refused("no records")
        return [XML.record(element) for element in found]

    @staticmethod
    def outermost(element, found):
        if element.tag == "d":
            found.append(element)
        else:
            for child in element:
                XML.outermost(child, found)

    @staticmethod
    def record(element):
        record = {f"@{name}": value for name, value in element.attrib.items()}
        for child in element:
            isPlain = not child.attrib and not len(child)
            record.setdefault(child.tag, []).append((child.text or "") if isPlain else None)
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        if text.strip(" \t\r\n"):
            record["#text"] = text
        return record


FORMATS = {format.suffix: format for format in (CSV, JSONLines, XML)}


def number(text):
    """A number as it is written, which is no string."""
    return ("number", text)


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(str(error)) from None


# What winnow makes of a file.


class Winnow:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def read(self, format, data):
        path = os.path.join(self.folder, f"in.{format.suffix}")
        with open(path, "wb") as file:
            file.write(data)
        command = [self.program, "convert", path, "-", "--output-format", "jsonl", "--quiet", *format.options]
        done = subprocess.run(command, capture_output=True, timeout=60)
        if done.returncode == 1:
            raise Refused(done.stderr.decode("utf-8", "replace"))
        if done.returncode != 0:
            raise AssertionError(f"exit code {done.returncode}: {done.stderr!r}")
        lines = done.stdout.decode().split("\n")[:-1]
        return [json.loads(line, parse_int=number, parse_float=number) for line in lines]


def same(format, expected, found):
    if format is not XML:
        return expected == found
    if len(expected) != len(found):
        return False
    for wanted, record in zip(expected, found):
        if wanted.keys() != record.keys():
            return False
        for name, value in wanted.items():
            if isinstance(value, str):
                if record[name] != value:
                    return False
                continue
            values = record[name] if isinstance(record[name], list) else [record[name]]
            if len(values) != len(value) or any(a is not None and a != b for a, b in zip(value, values)):
                return False
    return True


def difference(winnow, format, data, tally=None):
    """In what the two differ, or None; counts in `tally` what both have read."""
    try:
        expected, reason = format.read(data), None
    except Skipped:
        return None
    except Refused as error:
        expected, reason = None, str(error)
    try:
        found, message = winnow.read(format, data), None
    except Refused as error:
        found, message = None, str(error)
    except (AssertionError, ValueError, subprocess.TimeoutExpired) as error:
        return f"winnow fails: {error}"
    if reason is None and message is None:
        if tally is not None:
            tally["read"] += 1
        return None if same(format, expected, found) else f"Python reads {expected}\nwinnow reads {found}"
    if reason is None:
        return f"Python reads {expected}\nwinnow refuses: {message}"
    if message is None:
        return f"Python refuses: {reason}\nwinnow reads {found}"
    return None


# Making inputs, and making them smaller.


def mutated(random, format):
    data = bytearray(random.choice(format.seeds))
    # Half of the inputs change inside of texts only, so that most of these are read.
    isGentle = random.random() < 0.5
    for _ in range(random.choice([1, 1, 1, 2, 2, 3, 5, 8])):
        at = random.randint(0, len(data))
        end = min(len(data), at + random.choice([1, 1, 2, 4, 16]))
        kind = random.randrange(6)
        texts = [match.start() for match in re.finditer(format.inside, data)]
        if isGentle and texts:
            at = random.choice(texts)
            data[at:at] = random.choice(format.gentle)
        elif kind <= 1:
            data[at:at] = random.choice(format.pieces)
        elif kind == 2:
            data[at:end] = b""
        elif kind == 3:
            data[at:end] = random.choice(format.pieces)
        elif kind == 4:
            data[at:at] = data[at:end] * random.choice([1, 1, 2])
        else:
            other = random.choice(format.seeds)
            start = random.randint(0, len(other))
            data[at:at] = other[start:start + random.choice([1, 4, 16, 64])]
    return bytes(data)


def smallest(data, differs):
    """Leaves out what the difference does not need."""
    size = max(1, len(data) // 2)
    while True:
        start, hasShrunk = 0, False
        while start < len(data):
            shorter = data[:start] + data[start + size:]
            if differs(shorter):
                data, hasShrunk = shorter, True
            else:
                start += size
        if size == 1 and not hasShrunk:
            return data
        size = max(1, size // 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--winnow", default=".build/release/winnow", help="the program under test")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--seconds", type=float, default=60, help="time for each format")
    parser.add_argument("--format", choices=FORMATS, action="append", help="by default all three")
    options = parser.parse_args()
    differences = 0
    with tempfile.TemporaryDirectory(prefix="winnow-fuzz-") as folder:
        winnow = Winnow(os.path.abspath(options.winnow), folder)
        for format in [FORMATS[name] for name in options.format or FORMATS]:
            seed, end, tally = options.seed, time.monotonic() + options.seconds, {"read": 0}
            while time.monotonic() < end:
                data = mutated(random.Random(seed), format)
                found = difference(winnow, format, data, tally)
                if found:
                    differences += 1
                    least = smallest(data, lambda shorter: difference(winnow, format, shorter) is not None)
                    print(f"{format.suffix}, --seed {seed}: {data!r}\nsmallest input: {least!r}")
                    print(difference(winnow, format, least), "\n", sep="\n")
                    if differences >= 5:
                        return 1
                seed += 1
            count = seed - options.seed
            print(f"{format.suffix}: {count} inputs from --seed {options.seed}, {tally['read']} of them read by both")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
