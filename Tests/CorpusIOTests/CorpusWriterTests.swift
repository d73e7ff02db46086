import ByteIO
import CorpusIO
import LabelingCore
import Testing

struct CorpusWriterTests {
  static let shapes = [
    AddedFieldShape("label"), AddedFieldShape("confidence"),
    AddedFieldShape("probabilities", keys: ["ham", "not ham"], columnPrefix: "p_"),
  ]

  static func additions(_ number: Int) -> [AddedField] {
    number == 1
      ? [
        AddedField("label", .text("h<a>m")), AddedField("confidence", .number(0.1)),
        AddedField(
          "probabilities",
          .object([AddedField("ham", .number(1e-7)), AddedField("not ham", .number(1))])
        ),
      ] : [AddedField("confidence", .missing)]
  }

  static let jsonl = """
    {"id": 1, "text":"a\\u00e9,\\n\\"", "ok":true, "tags":["x", {"y":null}]}
    {"text":"b", "id":"2", "none":null}
    {}

    """

  private func written(_ target: CorpusFormat, adds: Bool = true) throws -> Writing {
    try Writing(
      Self.jsonl,
      .jsonl,
      to: target,
      shapes: adds ? Self.shapes : [],
      adding: Self.additions
    )
  }

  @Test func `JSON Lines keep their text and gain members`() throws {
    let writing = try written(.jsonl)
    #expect(
      writing.text == #"""
        {"id": 1, "text":"a\u00e9,\n\"", "ok":true, "tags":["x", {"y":null}],"label":"h<a>m","confidence":0.1,"probabilities":{"ham":1e-07,"not ham":1.0}}
        {"text":"b", "id":"2", "none":null}
        {}

        """#
    )
    #expect(writing.losses.isEmpty)
    #expect(try written(.jsonl, adds: false).text == Self.jsonl)
  }

  @Test func `an object without members gains the first`() throws {
    let writing = try Writing("{ }", .jsonl, to: .jsonl, shapes: [AddedFieldShape("a")]) { _ in
      [AddedField("a", .text("x"))]
    }
    #expect(writing.text == "{ \"a\":\"x\"}\n")
  }

  @Test func `CSV has a column per field and says what it loses`() throws {
    let writing = try written(.csv)
    #expect(
      writing.text == #"""
        id,text,ok,tags,none,label,confidence,p_ham,p_not ham
        1,"aé,
        """,true,"[""x"", {""y"":null}]",,h<a>m,0.1,1e-07,1.0
        2,b,,,,,,,
        ,,,,,,,,

        """#
    )
    #expect(
      writing.losses == [
        "numbers and booleans of field 'id' are written as text (1)",
        "documents without field 'id' get an empty one (1)",
        "documents without field 'text' get an empty one (1)",
        "numbers and booleans of field 'ok' are written as text (1)",
        "documents without field 'ok' get an empty one (2)",
        "nested values of field 'tags' are written as JSON text (1)",
        "documents without field 'tags' get an empty one (2)",
        "nulls of field 'none' are written as empty text (1)",
        "documents without field 'none' get an empty one (2)",
      ]
    )
  }

  @Test func `XML has an element per field and says what it loses`() throws {
    let writing = try written(.xml)
    #expect(
      writing.text == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <documents>
        <document><id>1</id><text>aé,
        "</text><ok>true</ok><tags>x</tags><tags><y></y></tags><label>h&lt;a&gt;m</label><confidence>0.1</confidence><probabilities><ham>1e-07</ham><field name="not ham">1.0</field></probabilities></document>
        <document><text>b</text><id>2</id><none></none></document>
        <document></document>
        </documents>

        """#
    )
    #expect(
      writing.losses == [
        "numbers and booleans of field 'id' are written as text (1)",
        "numbers and booleans of field 'ok' are written as text (1)",
        "nulls of field 'tags' are written as empty text (1)",
        "nulls of field 'none' are written as empty text (1)",
      ]
    )
  }

  @Test func `XML keeps attributes, text and nested elements in their places`() throws {
    let line =
      ##"{"t":"x","@a":"<\"\n>","#text":"own","o":{"b":[{"@k":"v","#text":"w"}],"@z":"1","bad name":"n"},"@bad name":"m","p:q":"r","@xml:lang":"de"}"##
    let writing = try Writing(line, .jsonl, to: .xml)
    #expect(
      writing.text.split(separator: "\n")[2]
        == #"<document a="&lt;&quot;&#10;&gt;" xml:lang="de"><t>x</t>own<o z="1"><b k="v">w</b><field name="bad name">n</field></o><field name="@bad name">m</field><field name="p:q">r</field></document>"#
    )
    #expect(writing.losses == ["lists of one element in field 'o' look like the element (1)"])
  }

  @Test func `characters that XML forbids are replaced and counted`() throws {
    let writing = try Writing(
      "{\"t\":\"a\\u0001b\\ufffec\\u0000d\\re ok and more\"}",
      .jsonl,
      to: .xml
    )
    #expect(writing.text.contains("<t>a\u{FFFD}b\u{FFFD}c\u{FFFD}d&#13;e ok and more</t>"))
    #expect(
      writing.losses == ["characters of field 't' that XML forbids are written as U+FFFD (3)"]
    )
  }

  @Test func `prefixes of name spaces go along with the records that use them`() throws {
    let xml =
      "<documents xmlns:d='urn:d' xmlns:e='urn:e'><document d:k='1'><d:t>v</d:t></document>"
      + "<document><x xmlns:f='urn:f'><f:y/></x></document></documents>"
    let json = try Writing(xml, .xml, to: .jsonl).text
    #expect(
      json == "{\"@d:k\":\"1\",\"d:t\":\"v\",\"@xmlns:d\":\"urn:d\"}\n"
        + "{\"x\":{\"@xmlns:f\":\"urn:f\",\"f:y\":\"\"}}\n"
    )
    let back = try Writing(json, .jsonl, to: .xml).text
    #expect(
      back.split(separator: "\n")[2...3].elementsEqual([
        "<document d:k=\"1\" xmlns:d=\"urn:d\"><d:t>v</d:t></document>",
        "<document><x xmlns:f=\"urn:f\"><f:y></f:y></x></document>",
      ])
    )
  }

  @Test(arguments: CorpusFormat.allCases)
  func `an addition named like a field is an error before anything is written`(
    format: CorpusFormat
  ) {
    #expect(throws: CorpusError.addedFieldExists(name: "text", nil)) {
      _ = try Writing("{\"text\":1}", .jsonl, to: format, shapes: [AddedFieldShape("text")])
    }
    #expect(throws: CorpusError.addedFieldExists(name: "a", nil)) {
      _ = try Writing(
        "{}",
        .jsonl,
        to: format,
        shapes: [AddedFieldShape("a"), AddedFieldShape("a")]
      )
    }
  }

  @Test(arguments: [CorpusFormat.jsonl, .xml])
  func `a field that turns up later and is named like an addition is an error`(
    format: CorpusFormat
  ) throws {
    let reader = try Corpus.reader(of: "{\"a\":1}\n{\"label\":2}\n", .jsonl)
    let writer = try Corpus.writer(MemorySink(), format: format)
    try writer.begin(OutputSchema(fields: [], additions: [AddedFieldShape("label")]))
    var batch = DocumentBatch()
    _ = try reader.read(into: &batch)
    #expect(
      throws: CorpusError.addedFieldExists(name: "label", SourceLocation("in", line: 2))
    ) { try writer.write(batch, from: reader.origin) }
  }

  @Test func `illegal element names are an error`() {
    var options = CorpusWriterOptions()
    for name in ["", "1a", "a b", "a:b", "<"] {
      options.recordElement = name
      #expect(throws: CorpusError.illegalElementName(name)) {
        _ = try Corpus.writer(MemorySink(), format: .xml, options: options)
      }
    }
  }

  @Test func `nothing but a header comes of an empty corpus`() throws {
    #expect(try Writing("", .jsonl, to: .csv).text == "")
    #expect(try Writing("a,b\n", .csv, to: .tsv).text == "a\tb\n")
    #expect(try Writing("a,b\n", .csv, to: .jsonl).text == "")
  }
}
