import Foundation
import TestSupport
import Testing

/// `winnow convert` keeps what the target can express and tells the rest.
struct ConversionTests {
  private func convert(
    _ from: String,
    _ to: String,
    _ options: [String] = [],
    in folder: ScratchFolder
  )
    throws -> CommandResult
  {
    let result = try CommandLineTool.run(["convert", from, to] + options, in: folder)
    try #require(result.exitCode == 0, "\(result.errors)")
    return result
  }

  @Test func `JSON Lines come back from XML as they were, but for types`() throws {
    let folder = try ScratchFolder()
    let records = [
      #"{"id":"1","text":"a < b & \"c\"","list":["x","y"],"deep":{"a":{"b":"c"}},"@at":"v"}"#,
      #"{"id":"2","text":"line\nbreak and 👏","@at":"","list":["z","z"]}"#,
    ]
    try folder.write(records.joined(separator: "\n") + "\n", to: "a.jsonl")
    let there = try convert("a.jsonl", "b.xml", in: folder)
    #expect(there.errorLines == ["2 documents → b.xml"])
    _ = try convert("b.xml", "c.jsonl", ["--record", "document"], in: folder)
    let back = try folder.text(of: "c.jsonl").split(separator: "\n")
    for (line, record) in zip(back, records) {
      let found = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
      let expected = try JSONSerialization.jsonObject(with: Data(record.utf8)) as? NSDictionary
      #expect(found == expected)
    }
    #expect(back.count == records.count)
  }

  @Test func `XML comes back from JSON Lines byte for byte`() throws {
    let folder = try ScratchFolder()
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <documents>
      <document id="1"><text>a &lt; b &amp; c</text><tag kind="x">y</tag><tag kind="z"></tag></document>
      <document id="2"><text>plain</text></document>
      </documents>

      """
    try folder.write(xml, to: "a.xml")
    _ = try convert("a.xml", "b.jsonl", ["--record", "document"], in: folder)
    _ = try convert("b.jsonl", "c.xml", in: folder)
    #expect(try folder.text(of: "c.xml") == xml)
  }

  /// Memory that was never written holds what others left there: here one value throughout, by
  /// which bytes that Swift reads as `Bool` stand for false, true, nil or nothing at all.
  @Test(arguments: ["csv", "tsv", "jsonl", "xml"])
  func `what fresh memory holds changes no document`(format: String) throws {
    let folder = try ScratchFolder()
    let csv = "id,text,note\n1,\"says \"\"so\"\", twice\",x\n2,plain,\n3,\"two\nlines\",é\n"
    try folder.write(csv, to: "a.csv")
    let options = format == "xml" ? ["--record", "document"] : []
    _ = try convert("a.csv", "b.\(format)", in: folder)
    _ = try convert("b.\(format)", "clean.jsonl", options, in: folder)
    for value in [0, 1, 2, 3, 0x80, 0xFE] {
      // The C library fills what it hands out with the complement of this byte.
      let result = try CommandLineTool.run(
        ["convert", "b.\(format)", "dirty.jsonl"] + options,
        in: folder,
        environment: ["GLIBC_TUNABLES": "glibc.malloc.perturb=\(255 - value)"]
      )
      #expect(result.exitCode == 0, "\(value): \(result.errors)")
      #expect(try folder.text(of: "dirty.jsonl") == folder.text(of: "clean.jsonl"), "\(value)")
    }
  }

  @Test func `CSV comes back from every other format byte for byte`() throws {
    let folder = try ScratchFolder()
    let csv = "id,text,empty\n1,\"a \"\"b\"\", c\",\n2,\"line\nbreak\",x\n"
    try folder.write(csv, to: "a.csv")
    for suffix in ["jsonl", "xml", "tsv", "csv", "csv.gz"] {
      let there = try convert("a.csv", "b.\(suffix)", in: folder)
      #expect(there.errorLines.count == 1, "\(there.errors)")
      let options = suffix == "xml" ? ["--record", "document"] : []
      _ = try convert("b.\(suffix)", "c.csv", options, in: folder)
      #expect(try folder.text(of: "c.csv") == csv, "\(suffix)")
    }
  }

  @Test func `what a format cannot express is told`() throws {
    let folder = try ScratchFolder()
    let records =
      #"{"a":1,"b":[1,2],"c":null,"d":{"e":true}}"# + "\n" + #"{"a":"x","z":1.50}"# + "\n"
    try folder.write(records, to: "a.jsonl")
    let csv = try convert("a.jsonl", "b.csv", in: folder)
    try Golden.expect(csv.errors, named: "losses-to-csv")
    #expect(
      try folder.text(of: "b.csv") == "a,b,c,d,z\n1,\"[1,2]\",,\"{\"\"e\"\":true}\",\nx,,,,1.50\n"
    )
    let xml = try convert("a.jsonl", "b.xml", in: folder)
    try Golden.expect(xml.errors, named: "losses-to-xml")
    let lines = try convert("a.jsonl", "b.jsonl", in: folder)
    #expect(lines.errorLines.count == 1)
    #expect(try folder.text(of: "b.jsonl") == records)
  }
}
