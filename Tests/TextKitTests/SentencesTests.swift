import Testing
import TextKit

struct SentencesTests {
  @Test(
    arguments: [
      ("One. Two! Three?", ["One.", "Two!", "Three?"]), ("no end", ["no end"]), ("", []),
      (" \n ", []),
      ("He said \"Go.\" She went.", ["He said \"Go.\"", "She went."]),
      ("Wait... What?! (Really?) Yes", ["Wait...", "What?!", "(Really?)", "Yes"]),
      ("It costs 3.50 at shop.example today.", ["It costs 3.50 at shop.example today."]),
      ("approx. five, by J. Smith. New", ["approx. five, by J. Smith.", "New"]),
      (
        "A title\n\nA text\nin two lines\r\n \r\nThe end",
        ["A title", "A text\nin two lines", "The end"]
      ),
      ("今日は。元気？「はい。」では", ["今日は。", "元気？", "「はい。」", "では"]),
      ("क्या? हाँ। ठीक", ["क्या?", "हाँ।", "ठीक"]), ("  é!  ü ", ["é!", "ü"]),
      ("In 2024. Then", ["In 2024.", "Then"]),
    ] as [(String, [String])]
  )
  func `sentences end at marks before white space, and at empty lines`(
    text: String,
    expected: [String]
  ) {
    let bytes = Array(text.utf8)
    let found = Sentences.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == expected)
  }
}
