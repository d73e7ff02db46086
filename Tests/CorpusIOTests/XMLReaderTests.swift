import CorpusIO
import LabelingCore
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
    ("<x><r>one <b>two</b> three</r></x>", "b=two|#text=one  three"),
    ("<x><r><a>1</a><b>2</b><a>3</a></r></x>", #"a~["1","3"]|b=2"#),
    ("<x><r><a k='v'>t</a></r></x>", ##"a~{"@k":"v","#text":"t"}"##),
    ("<x><r><a k='v'> </a></r></x>", ##"a~{"@k":"v","#text":" "}"##),
    ("<x><r><a> <b>1</b> <c><d>\"2\"</d></c> </a></r></x>", #"a~{"b":"1","c":{"d":"\"2\""}}"#),
    ("<x><r><a><b>1</b><b k=''/><b/></a></r></x>", #"a~{"b":["1",{"@k":""},""]}"#),
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
