import LabelingKit
import Testing

struct KeywordsTests {
  /// Whether a keyword is found in a text.
  private func finds(_ keyword: String, in text: String, matchesCase: Bool = false) throws -> Bool {
    let plugin = PluginUnderTest {
      Keywords("k", [keyword], vote: .good, matchesCase: matchesCase)
    }
    return try plugin.votes(on: [text]) == [.good]
  }

  @Test(
    arguments: [
      ("École", "ÉCOLE"), ("ÉCOLE", "petite école"), ("straße", "Die STRAẞE dort"),
      ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("привет", "ПРИВЕТ"), ("kelvin", "\u{212A}elvin"), ("Ǆ", "ǆ"),
      ("ſ", "S"),
    ]
  )
  func `case is folded beyond ASCII`(keyword: String, text: String) throws {
    #expect(try finds(keyword, in: text))
  }

  @Test(
    arguments: [
      // Simple folding maps one character to one: ß is not ss, İ is neither i nor ı.
      ("strasse", "straße"), ("istanbul", "İSTANBUL"), ("ısparta", "ISPARTA"), ("ﬁn", "fin"),
    ]
  )
  func `folding does not change a character's number`(keyword: String, text: String) throws {
    #expect(try !finds(keyword, in: text))
  }

  @Test func `the dotted capital I matches itself`() throws {
    #expect(try finds("İstanbul", in: "bu İSTANBUL"))
  }

  @Test func `case can be made to matter`() throws {
    #expect(try finds("WIN", in: "text WIN to us", matchesCase: true))
    #expect(try !finds("WIN", in: "I win", matchesCase: true))
    #expect(try !finds("École", in: "école", matchesCase: true))
  }

  @Test(
    arguments: [
      ("win", "winner"), ("win", "darwin"), ("win", "win2"), ("win", "re_win"), ("cole", "école"),
      ("caf", "café"), ("cafe", "cafe\u{301}"), ("na", "naïve"), ("日", "日本"), ("win", "winé"),
      ("win", "e\u{301}win"),
      ("e\u{301}", "re\u{301}"), ("a", "á"), ("c++", "abc++"), ("@you", "me@youth"),
    ]
  )
  func `a keyword is not found inside a word`(keyword: String, text: String) throws {
    #expect(try !finds(keyword, in: text))
  }

  @Test(
    arguments: [
      ("win", "win"), ("win", "to win!"), ("win", "«win»"), ("win", "🎉win🎉"), ("win", "win—win"),
      ("won", "won't"), ("won", "“won’t”"), ("日本", "「日本」"), ("win", "win\u{200B}ner"),
      ("win", "é win"), ("win", "(win)é"), ("win", "x\nwin\ny"), ("win", "win\0"),
    ]
  )
  func `marks, emoji and line ends are boundaries`(keyword: String, text: String) throws {
    #expect(try finds(keyword, in: text))
  }

  @Test(
    arguments: [
      (":)", "nice:)"), (":)", "a :)b"), ("c++", "I like C++."), ("c++", "c++11"), ("#1", "the#1"),
      (".net", "asp.net"), ("😂", "ha😂ha"), ("😂", "é😂"), ("$$$", "é $$$!"), (#"\d"#, #"a \d b"#),
      ("a|b", "x a|b"), ("[x]", "[x]"), ("(?i)", "say (?i)"), ("@", "me@example.com"),
      ("-\u{7F}-", "é-\u{7F}-"),
    ]
  )
  func `marks at a keyword's edge need no boundary there`(keyword: String, text: String) throws {
    #expect(try finds(keyword, in: text))
  }

  @Test func `no character of a keyword is special`() throws {
    #expect(try !finds("a.c", in: "abc"))
    #expect(try !finds("a|b", in: "a"))
    #expect(try !finds(#"\d"#, in: "5"))
    #expect(try !finds("a{2}", in: "aa"))
  }

  @Test(
    arguments: [
      "free gift", "free  gift", "free\ngift", "free \r\n\t gift", "FREE Gift",
      "une free gift à toi",
      "é free\u{A0}gift", "é free\u{2003}gift",
    ]
  )
  func `white space in a phrase matches any run of white space`(text: String) throws {
    #expect(try finds("free gift", in: text))
    #expect(try finds(" free\tgift ", in: text))
  }

  @Test func `white space around a keyword does not take its boundaries away`() throws {
    #expect(try !finds(" win ", in: "winner"))
    #expect(try finds(" win ", in: "win"))
  }

  @Test func `a phrase needs its white space`() throws {
    #expect(try !finds("free gift", in: "freegift"))
    #expect(try !finds("free gift", in: "free-gift"))
  }

  @Test func `one of several keywords is enough`() throws {
    let plugin = PluginUnderTest { Keywords("k", ["win", ":)", "café", "c++"], vote: .bad) }
    let texts = ["win", "hm :)", "CAFÉ", "c++", "none", "", "é"]
    #expect(try plugin.votes(on: texts) == [.bad, .bad, .bad, .bad, nil, nil, nil])
  }

  @Test func `many functions match in one pass, each on its own`() throws {
    let words = (0..<200).map { "word\($0)" }
    let plugin = PluginUnderTest {
      for word in words { Keywords("has_\(word)", [word], vote: .good) }
    }
    let arena = try plugin.apply([TestDocument("word7 and word42"), TestDocument("é word42")])
    for (index, word) in words.enumerated() {
      let expected: [Int16] = [
        word == "word7" || word == "word42" ? 0 : -1, word == "word42" ? 0 : -1,
      ]
      #expect(arena.votes(of: index) == expected)
    }
  }
}
