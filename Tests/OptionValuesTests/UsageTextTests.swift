import OptionValues
import Testing

struct UsageTextTests {
  private static let usage =
    "Usage: winnow label [<options>]\n  See 'winnow label --help' for more."

  @Test func `a refused value is told in our words, with its range`() {
    let message =
      "The value 'nan' is invalid for '--share <share>': it is a number greater than 0 and at most 1"
    let text = "Error: \(message)\nHelp:  --share <share>  Draw this share.\n\(Self.usage)"
    #expect(
      UsageText.lines(message, in: text) == [
        "error: invalid value 'nan' for '--share'",
        "help: it is a number greater than 0 and at most 1",
        "usage: winnow label [<options>]",
        "  See 'winnow label --help' for more.",
      ]
    )
  }

  @Test func `choices become a list of values`() {
    for ending in [
      ". Please provide one of 'abstain', 'first' or 'last'.",
      ". Please provide one of the following:\n  - a\n  - b",
    ] {
      let message = "The value 'x' is invalid for '--ties <ties>'\(ending)"
      let lines = UsageText.lines(message, in: "Error: \(message)\nHelp:  --ties\n\(Self.usage)")
      #expect(lines[0] == "error: invalid value 'x' for '--ties'")
      #expect(lines[1].hasPrefix("help: values are ") && !lines[1].hasSuffix("."))
      #expect(lines[2].hasPrefix("usage: "))
    }
  }

  @Test func `other messages keep their words and get our labels`() {
    let message = "Missing expected argument '--output <output>'"
    let text = "Error: \(message)\nHelp:  -o <output>  Where it goes.\n\(Self.usage)"
    #expect(
      UsageText.lines(message, in: text) == [
        "error: \(message)", "help:  -o <output>  Where it goes.",
        "usage: winnow label [<options>]", "  See 'winnow label --help' for more.",
      ]
    )
  }

  @Test func `a message without help says where there is more`() {
    let message = "give either --answers or --labels"
    #expect(
      UsageText.lines(message, in: "Error: \(message)\n\(Self.usage)") == [
        "error: \(message)", "help: see 'winnow label --help'", "usage: winnow label [<options>]",
      ]
    )
  }
}
