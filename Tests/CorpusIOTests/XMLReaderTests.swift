import ByteIO
import CorpusIO
import LabelingCore
import TestSupport
import Testing

struct XMLReaderTests {
  private func read(_ text: String, record: String? = "r") -> Reading {
    var options = CorpusOptions()
    options.recordPath = record
    return Reading(text, .xml, options, policy: .skip)
  }

  @Test(arguments: [
    ("<x><r a='1' b='&lt;&amp;&#38;amp;&quot;'/></x>", #"@a=1|@b=<&&amp;""#),
    ("<x><r>just text</r></x>", "#text=just text"),
    ("<x><r/></x>", ""),
    ("<x><r>  <a> s </a>\n <b/> </r></x>", "a= s |b="),
    (
      "<x><r>one <b>two</b> three</r></x>",
      ##"b=two|#text<{"#text":"one ","b":"two","#text":" three"}"##
    ),
    ("<x><r><a>1</a><b>2</b><a>3</a></r></x>", #"a<["1","3"]|b=2"#),
    ("<x><r><a k='v'>t</a></r></x>", ##"a<{"@k":"v","#text":"t"}"##),
    ("<x><r><a k='v'> </a></r></x>", ##"a<{"@k":"v","#text":" "}"##),
    (
      "<x><r><a> <b>1</b> <c><d>\"2\"</d></c> </a></r></x>",
      ##"a<{"#text":" ","b":"1","#text":" ","c":{"d":"\"2\""},"#text":" "}"##
    ),
    ("<x><r><a><b>1</b><b k=''/><b/></a></r></x>", #"a<{"b":"1","b":{"@k":""},"b":""}"#),
    (
      "<x><r><field name='a b'>1</field><field name='c'>2</field></r></x>",
      ##"a b=1|field<{"@name":"c","#text":"2"}"##
    ),
    ("<x><r><a><![CDATA[<&]]>&#x41;</a><!-- no --><?no no?></r></x>", "a=<&A"),
    ("<x><r><r>inner</r></r></x>", "r=inner"),
    ("<x xmlns:d='u'><r d:k='1'><d:t>v</d:t></r></x>", "@d:k=1|d:t=v|@xmlns:d=u"),
    ("<x><r xmlns:d='u'><d:t>v</d:t></r></x>", "@xmlns:d=u|d:t=v"),
    ("<x xmlns='u'><r><t>v</t></r></x>", "t=v"),
  ])
  func `an element becomes fields`(text: String, expected: String) {
    let reading = read(text)
    #expect(reading.error == nil)
    #expect(reading.texts == [expected])
  }

  @Test(arguments: [
    ("r", 3), ("x/r", 2), ("/x/r", 2), ("y/r", 1), ("/r", 0), ("x/y/r", 1), ("/y/r", 0), ("z", 0),
  ])
  func `record paths are names, ends of paths or whole paths`(path: String, count: Int) {
    let reading = read("<x><r/><y><r/></y><r/></x>", record: path)
    #expect(reading.documents.count == count)
    #expect((reading.error == nil) == (count > 0))
  }

  @Test(arguments: [
    ("p:d", 2), ("d", 1), ("{urn:a}d", 2), ("{}d", 1), ("q:d", 2), ("{urn:b}d", 0), ("x:d", 0),
    ("r/p:d", 2),
  ])
  func `records are told by name space, not by prefix`(path: String, count: Int) {
    let text =
      "<r xmlns:p='urn:a' xmlns:q='urn:a' xmlns:n='urn:b'><p:d/><q:d/><d/><n:e/></r>"
    #expect(read(text, record: path).documents.count == count)
  }

  @Test func `a name without a prefix means the name space of the root too`() {
    let texts = [
      "<f xmlns='urn:a'><e>1</e></f>", "<a:f xmlns:a='urn:a'><a:e>1</a:e></a:f>",
      "<f><e>1</e><b:e xmlns:b='urn:b'>2</b:e></f>",
    ]
    for text in texts {
      #expect(read(text, record: "e").texts.map { $0.hasSuffix("#text=1") } == [true])
    }
  }

  @Test func `a prefix means in further files what it meant in the first`() throws {
    let folder = try ScratchFolder()
    let paths = [
      try folder.write("<r xmlns:p='urn:a'><p:d>1</p:d></r>", to: "a.xml"),
      try folder.write(
        "<r xmlns:q='urn:a' xmlns:p='urn:b'><q:d>2</q:d><p:d/></r>",
        to: "b.xml"
      ),
    ]
    var options = CorpusOptions()
    options.recordPath = "p:d"
    let reader = try CorpusSequence(paths: paths, options: options, rejects: RejectLog())
    var batch = DocumentBatch()
    var found: [String] = []
    while try reader.read(into: &batch) {
      found += Document.all(of: batch, reader.fields).map(\.description)
    }
    #expect(found == ["@xmlns:p=urn:a|#text=1", "@xmlns:q=urn:a|#text=2"])
  }

  @Test func `lines end with CR, LF or both`() {
    for end in ["\n", "\r", "\r\n"] {
      let text = ["<x>", "<r a='1", "2'/>", "", "<r>t", "</r></x>"].joined(separator: end)
      for size in [1, 7, Int.max] {
        var options = CorpusOptions()
        options.recordPath = "r"
        let reading = Reading(bytes: Array(text.utf8), .xml, options, pieceByteCount: size)
        #expect(reading.documents.map(\.line) == [2, 5])
        #expect(reading.texts == ["@a=1 2", "#text=t\n"])
      }
    }
  }

  @Test func `a limit shows the fields of the documents that are handed out`() throws {
    let text = "<x><r><a>1</a></r><r><b>2</b></r></x>"
    var options = CorpusOptions()
    options.recordPath = "r"
    let reader = try Corpus.reader(of: text, .xml, options: options)
    var batch = DocumentBatch()
    _ = try reader.read(into: &batch, atMost: 1)
    #expect(reader.fields.names == ["a"])
    _ = try reader.read(into: &batch, atMost: 1)
    #expect(reader.fields.names == ["a", "b"])
  }

  @Test func `without a record path the repeated elements are suggested`() {
    let text = "<x><head><k>1</k></head><r><t>1</t></r><r><t>2</t></r></x>"
    #expect(
      read(text, record: nil).error
        == .recordPathMissing(path: "corpus", candidates: ["x/r", "x/r/t"])
    )
    #expect(
      read(text, record: "s").error
        == .noRecords(path: "corpus", recordPath: "s", candidates: ["x/r", "x/r/t"])
    )
  }

  @Test func `a record's line is where its tag begins`() {
    let reading = read("<x>\n<r\n  a='1'\n  b='2'>\n</r>\n\n  <r>t\n</r></x>")
    #expect(reading.documents.map(\.line) == [2, 7])
  }

  @Test func `documents before malformed XML are handed out, then comes the error`() {
    let reading = read("<x><r>1</r><r>2</r><r>3</q></x>")
    #expect(reading.texts == ["#text=1", "#text=2"])
    guard case .malformedXML(let location, let rule) = reading.error else {
      Issue.record("no error")
      return
    }
    #expect(location.line == 1)
    #expect(rule.hasPrefix("Opening and ending tag mismatch"))
  }

  @Test func `a file that is cut short is an error at every length`() {
    let text = "<?xml version='1.0'?><x><r a='1'><t>text &amp; more</t></r><!-- c --></x>"
    for length in 1..<text.utf8.count {
      let reading = read(String(decoding: Array(text.utf8.prefix(length)), as: UTF8.self))
      guard case .malformedXML = reading.error else {
        Issue.record("no error at \(length) bytes")
        return
      }
    }
    #expect(read(text).error == nil)
  }

  @Test func `declared encodings are followed and options override them`() {
    let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><x><r>".utf8)
    let bytes = head + [0xE9] + Array("</r></x>".utf8)
    var options = CorpusOptions()
    options.recordPath = "r"
    #expect(Reading(bytes: bytes, .xml, options).texts == ["#text=é"])
    options.encoding = "windows-1251"
    #expect(Reading(bytes: bytes, .xml, options).texts == ["#text=й"])
    options.encoding = "utf-8"
    #expect(Reading(bytes: bytes, .xml, options).error != nil)
  }

  @Test func `bytes that are not UTF-8 name the option`() throws {
    var options = CorpusOptions()
    options.recordPath = "r"
    let bytes = Array("<x>\n<r>caf".utf8) + [0xE9] + Array("</r></x>".utf8)
    let error = try #require(Reading(bytes: bytes, .xml, options).error)
    #expect(error.description.contains("corpus:2:"))
    #expect(error.description.contains("--encoding windows-1252"))
    options.encoding = "windows-1252"
    #expect(Reading(bytes: bytes, .xml, options).texts == ["#text=café"])
  }
}
