import struct LabelingCore.SeededGenerator

/// Generated comments with gold labels for the task `Comments`, in three formats.
struct CommentCorpus {
  /// One comment.
  struct Comment {
    var id: String
    var text: String
    var gold: String
  }

  let comments: [Comment]

  private static let spam = [
    "subscribe to my channel", "check out this video", "please follow me on instagram",
    "free money at http://win.example/?a=1&b=2", "sub4sub", "win $$$ now, \"really\"",
  ]
  private static let ham = [
    "what a song", "i love this", "best video, awesome", "2 billion views", "katy <3 psy",
    "beautiful\nand sad", "très bien 👏",
  ]
  private static let filler = ["ok", "hello there", "it's 5 o'clock & raining", "hm, well; so"]

  /// Generates comments from a seed.
  init(count: Int, seed: UInt64 = 1) {
    var generator = SeededGenerator(seed: seed)
    comments = (0..<count).map { index in
      let isSpam = Bool.random(using: &generator)
      let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        let share = Int.random(in: 0..<10, using: &generator)
        let words = share < 5 ? Self.filler : (share < 9) == isSpam ? Self.spam : Self.ham
        return words.randomElement(using: &generator) ?? ""
      }
      return Comment(
        id: "c\(index)",
        text: parts.joined(separator: " "),
        gold: isSpam ? "spam" : "ham"
      )
    }
  }

  /// CSV with a header.
  var csv: String {
    comments.reduce(into: "id,text,gold\n") { text, comment in
      text += "\(comment.id),\"\(comment.text.replacing("\"", with: "\"\""))\",\(comment.gold)\n"
    }
  }

  /// JSON Lines.
  var jsonLines: String {
    comments.reduce(into: "") { text, comment in
      let escaped = comment.text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      text += "{\"id\":\"\(comment.id)\",\"text\":\"\(escaped)\",\"gold\":\"\(comment.gold)\"}\n"
    }
  }

  /// XML with records named `comment`.
  var xml: String {
    comments.reduce(into: "<?xml version=\"1.0\"?>\n<comments>\n") { text, comment in
      let escaped = comment.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      text += "<comment><id>\(comment.id)</id><text>\(escaped)</text>"
      text += "<gold>\(comment.gold)</gold></comment>\n"
    } + "</comments>\n"
  }

  /// The corpus in the format of a suffix.
  func text(as suffix: String) -> String {
    switch suffix {
    case "jsonl": jsonLines
    case "xml": xml
    default: csv
    }
  }
}
