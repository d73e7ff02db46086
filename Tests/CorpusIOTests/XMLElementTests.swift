import ByteIO
import CorpusIO
import Foundation
import LabelingCore
import Testing

/// Elements as authors see them: by their text, and in the order of the file.
struct XMLElementTests {
  private func batch(_ text: String) throws -> (DocumentBatch, FieldTable) {
    var options = CorpusOptions()
    options.recordPath = "r"
    let reader = try Corpus.reader(of: text, .xml, options: options)
    var batch = DocumentBatch()
    _ = try reader.read(into: &batch)
    return (batch, reader.fields)
  }

  private func text(_ path: String, of xml: String) throws -> String? {
    var (batch, fields) = try batch("<x>\(xml)</x>")
    var selector = FieldSelector(path)
    selector.resolve(fields)
    var values: [FieldSelector.Value] = []
    return selector.text(at: 0, in: &batch, using: &values).map { batch.string($0) }
  }

  @Test(arguments: [
    ("<r><id v='1'>11</id></r>", "id", "11"),
    ("<r><id v='1'>11</id></r>", "id/@v", "1"),
    ("<r><id v='1'>11</id></r>", "id/#text", "11"),
    ("<r><t>an <i>in</i> <b>vitro</b> win</t></r>", "t", "an in vitro win"),
    ("<r><t>an <i>in</i> <b>vitro</b> win</t></r>", "t/#text", "an   win"),
    ("<r><t>an <i>in</i> <b>vitro</b> win</t></r>", "t/b", "vitro"),
    ("<r><p><t k='v'> a\n</t></p></r>", "p/t", " a\n"),
    ("<r><t><![CDATA[<b>&amp;]]>&amp;<i/>x</t></r>", "t", "<b>&amp;&x"),
    ("<r>The <w>cat</w> sat</r>", "#text", "The cat sat"),
    ("<r><l><i>1</i><k/><i n='2'>2</i></l></r>", "l/i", "1\n2"),
    ("<r><l><i>1</i><k/><i n='2'>2</i></l></r>", "l/i/1", "2"),
    ("<r><i k='1'>1</i><j/><i>2</i></r>", "i", "1\n2"),
    ("<r><i k='1'>1</i><j/><i>2</i></r>", "i/@k", "1"),
    ("<r><a b='1'/></r>", "a", ""),
    ("<r><a><b><c>x</c> <c>y</c></b>z</a></r>", "a", "x yz"),
  ])
  func `a path leads to an element's text, whatever else it holds`(
    xml: String,
    path: String,
    expected: String
  ) throws {
    #expect(try text(path, of: xml) == expected)
  }

  @Test func `an element's text is what stands in it, for any element`() throws {
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let element = Element(&generator, depth: 0)
      let found = try text("t", of: "<r>\(element.written(as: "t"))</r>")
      #expect(found == element.text, "seed \(seed): \(element.written(as: "t"))")
    }
  }

  @Test func `XML comes back from XML in its order`() throws {
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let children = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        Element(&generator, depth: 0).written(
          as: ["s", "t"].randomElement(using: &generator) ?? ""
        )
      }.joined()
      let xml = "<documents><document>\(children)</document></documents>"
      let again = try Writing(xml, .xml, to: .xml)
      #expect(again.losses.isEmpty)
      #expect(again.text.contains("\n<document>\(children)</document>\n"), "seed \(seed)")
    }
  }

  @Test func `what JSON does not tell of an element is told`() throws {
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      // Line ends between elements are taken for indentation, which nobody misses.
      let element = Element(&generator, depth: 0).written(as: "t").replacing("\n", with: "")
      let xml = "<documents><document>\(element)</document></documents>"
      let json = try Writing(xml, .xml, to: .jsonl)
      let back = try Writing(json.text, .jsonl, to: .xml)
      let isWhole = back.text.contains("<document>\(element)</document>")
      #expect(isWhole || !json.losses.isEmpty || !back.losses.isEmpty, "seed \(seed): \(element)")
    }
  }

  @Test func `JSON of an element has its parts by name`() throws {
    let xml =
      "<documents><document><t k='v'>The <i>in</i> <b>x</b><i>vitro</i></t><u> <v/> </u></document>"
      + "</documents>"
    let json = try Writing(xml, .xml, to: .jsonl)
    #expect(
      json.text
        == ##"{"t":{"@k":"v","#text":"The  ","i":["in","vitro"],"b":"x"},"u":{"v":""}}"## + "\n"
    )
    #expect(
      json.losses == [
        "text and elements of field 't' are not kept in their order (1)",
        "white space between elements of field 'u' is left out (1)",
      ]
    )
    let order = "<documents><document><a>1</a><b>2</b><a>3</a></document></documents>"
    let csv = try Writing(order, .xml, to: .csv)
    #expect(csv.losses.contains("text and elements of field 'a' are not kept in their order (1)"))
    let mixed = "<documents><document>x<a>1</a>y</document></documents>"
    #expect(try Writing(mixed, .xml, to: .csv).text == "a,#text\n1,xy\n")
  }

  @Test func `the name space around the records goes along to XML`() throws {
    let xml = "<documents xmlns='urn:a'><document><t>x</t></document></documents>"
    let again = try Writing(xml, .xml, to: .xml)
    #expect(again.text.contains("<documents xmlns=\"urn:a\">\n<document><t>x</t></document>"))
  }

  @Test func `many declarations in one record take time that grows with them`() throws {
    func record(_ count: Int) -> String {
      "<x><r>" + (0..<count).map { "<p\($0):a xmlns:p\($0)='u\($0)'/>" }.joined() + "</r></x>"
    }
    var options = CorpusOptions()
    options.recordPath = "r"
    #expect(Reading(record(50_000), .xml, options).documents.count == 1)
  }

  @Test func `a tag of too many attributes is refused before its end is read`() {
    let names = (0..<100_000).map { " xmlns:p\($0)='u'" }.joined()
    var options = CorpusOptions()
    options.recordPath = "r"
    let reading = Reading("<x><r\(names)><t/></r></x>", .xml, options)
    guard case .refusedXML(_, .attributes(4096)) = reading.error else {
      Issue.record("\(String(describing: reading.error))")
      return
    }
  }

  @Test func `attributes and sections are as long as text may be`() {
    let long = String(repeating: "x", count: 10_000_001)
    var options = CorpusOptions()
    options.recordPath = "r"
    for xml in [
      "<x><r a='\(long)'/></x>", "<x><r><![CDATA[\(long)]]></r></x>", "<x><r>\(long)</r></x>",
    ] {
      guard case .refusedXML(_, .text(10_000_000)) = Reading(xml, .xml, options).error else {
        Issue.record("\(xml.prefix(20))")
        continue
      }
    }
  }
}

/// A random element and its text.
private struct Element {
  private var content = ""
  private var attributes = ""
  private(set) var text = ""

  init(_ generator: inout SeededGenerator, depth: Int) {
    if Int.random(in: 0..<3, using: &generator) == 0 { attributes = " k=\"v\"" }
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      if depth < 3, Int.random(in: 0..<2, using: &generator) == 0 {
        let child = Element(&generator, depth: depth + 1)
        content += child.written(as: ["i", "b"].randomElement(using: &generator) ?? "")
        text += child.text
      } else {
        let piece =
          ["a", " ", "\n  ", "b c", "&amp;", "\u{E9}"].randomElement(using: &generator) ?? ""
        content += piece
        text += piece == "&amp;" ? "&" : piece
      }
    }
  }

  func written(as name: String) -> String { "<\(name)\(attributes)>\(content)</\(name)>" }
}
