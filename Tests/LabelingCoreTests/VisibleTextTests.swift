import LabelingCore
import Testing

struct VisibleTextTests {
  @Test func `what a terminal could take for a command is shown as in a Swift literal`() {
    #expect(VisibleText.line("a\u{1B}]0;x\u{7}b") == #"a\u{1B}]0;x\u{7}b"#)
    #expect(VisibleText.line("a\nb\rc\td") == #"a\nb\rc\td"#)
    #expect(
      VisibleText.line("\u{9B}31m\u{7F}\u{202E}\u{2067}\u{2028}\u{FEFF}")
        == #"\u{9B}31m\u{7F}\u{202E}\u{2067}\u{2028}\u{FEFF}"#
    )
    #expect(VisibleText.lines("a\r\nb\tc\u{8}") == "a\\r\nb    c\\u{8}")
  }

  @Test(arguments: ["", "naïve café", "日本語", "שלום", "👩‍👩‍👧 🇩🇪", "½ × 3 – “ok”…", #"C:\new\u{1B}"#])
  func `text without commands stays as it is`(text: String) {
    #expect(VisibleText.line(text) == text)
    #expect(VisibleText.lines(text) == text)
  }

  @Test
  func `no text leaves a control or a turn of direction, and escaping twice is escaping once`() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var state = seed
    func next() -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 33)
    }
    let harmful: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    ]
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<(next() % 12) {
        let range = harmful[Int(next()) % harmful.count]
        let pick =
          next() % 3 == 0 ? next() % 0x110000 : range.lowerBound + next() % UInt32(range.count)
        if let scalar = Unicode.Scalar(pick) { text.append(scalar) }
      }
      let shown = VisibleText.line(String(text))
      #expect(
        !shown.unicodeScalars.contains { scalar in harmful.contains { $0.contains(scalar.value) } },
        "seed \(seed)"
      )
      #expect(VisibleText.line(shown) == shown, "seed \(seed)")
    }
  }

  @Test func `a diagnostic escapes place, headline, notes and help`() {
    let bell = "\u{7}"
    let diagnostic = Diagnostic(
      at: SourceLocation("f\(bell).csv", line: 1),
      "id 'a\(bell)\nhelp: do this' is there twice",
      notes: ["one\(bell)\ntwo"],
      help: "name\(bell)\nit"
    )
    #expect(
      diagnostic.description == #"""
        f\u{7}.csv:1: error: id 'a\u{7}\nhelp: do this' is there twice
        note: one\u{7}
        two
        help: name\u{7}\nit
        """#
    )
  }
}
