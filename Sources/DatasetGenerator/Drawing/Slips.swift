/// What hurried writing does to a text: short forms, slips of the finger, lost capitals.
struct Slips {
  /// Chance in a hundred that a text is written in short forms.
  var shortForms = 0
  /// Chance in a hundred that a text has slips of the finger.
  var typos = 0
  /// Chance in a hundred that a text has no capitals.
  var lowercase = 0
  /// Chance in a hundred that a text is in capitals.
  var uppercase = 0
  /// Chance in a hundred that digits stand for letters in some words.
  var disguise = 0

  /// The text as it was typed.
  func applied(to text: String, using draws: inout DrawSource) -> String {
    var words = SlipWords(text)
    if draws.chance(shortForms) {
      words.change { word in
        let short = draws.pick(Self.short[word.lowercased()] ?? [word])
        return draws.chance(75) ? short : word
      }
    }
    if draws.chance(typos) {
      words.change { word in
        word.utf8.count > 3 && draws.chance(14) ? Self.slip(word, using: &draws) : word
      }
    }
    if draws.chance(disguise) {
      words.change { word in
        word.utf8.count > 3 && draws.chance(35) ? Self.disguised(word) : word
      }
    }
    if draws.chance(lowercase) {
      words.change { $0.lowercased() }
    } else if draws.chance(uppercase) {
      words.change { $0.uppercased() }
    }
    return words.text
  }

  private static let short: [String: [String]] = [
    "you": ["u", "ya"], "are": ["r"], "your": ["ur", "yr"], "please": ["pls", "plz"],
    "tomorrow": ["tmrw", "tmr", "2moro"], "tonight": ["2nite", "tonite"], "to": ["2"],
    "for": ["4"], "before": ["b4"], "great": ["gr8"], "thanks": ["thx", "tnx", "ty"],
    "because": ["cos", "bc"], "okay": ["ok", "k"], "later": ["l8r"], "people": ["ppl"],
    "message": ["msg"], "really": ["rly"], "about": ["abt"], "and": ["n", "&"], "be": ["b"],
    "see": ["c"], "with": ["w/"], "going": ["goin"], "what": ["wat", "wot"], "have": ["hv"],
    "love": ["luv"], "someone": ["some1"], "text": ["txt"], "minutes": ["mins"],
  ]

  /// Swaps, drops or doubles a letter inside the word.
  private static func slip(_ word: String, using draws: inout DrawSource) -> String {
    var letters = Array(word)
    guard letters.count > 2 else { return word }
    let index = draws.within(1...(letters.count - 2))
    switch draws.below(3) {
    case 0: letters.swapAt(index, index + 1)
    case 1: letters.remove(at: index)
    default: letters.insert(letters[index], at: index)
    }
    return String(letters)
  }

  private static func disguised(_ word: String) -> String {
    String(
      word.map { letter in
        switch letter {
        case "e", "E": "3"
        case "i", "I": "1"
        case "o", "O": "0"
        case "a", "A": "@"
        case let other: other
        }
      }
    )
  }
}

/// A text cut into plain words and all that is between them.
private struct SlipWords {
  private var parts: [(text: String, isWord: Bool)] = []

  /// Links, addresses, numbers and codes are not plain words.
  init(_ text: String) {
    for chunk in Self.chunks(text) {
      let isPlain = chunk.allSatisfy { $0.isLetter || $0 == "'" }
      parts.append((chunk, isPlain))
    }
  }

  var text: String { parts.map(\.text).joined() }

  mutating func change(_ body: (String) -> String) {
    for index in parts.indices where parts[index].isWord {
      parts[index].text = body(parts[index].text)
    }
  }

  /// White space, marks at the edges of words, and the words.
  private static func chunks(_ text: String) -> [String] {
    var chunks: [String] = []
    var rest = text[...]
    while let first = rest.first {
      let isSpace = first.isWhitespace
      let run = rest.prefix { $0.isWhitespace == isSpace }
      rest = rest[run.endIndex...]
      if isSpace {
        chunks.append(String(run))
      } else {
        let tail = run.reversed().prefix { ",.!?;:)".contains($0) }.count
        chunks.append(String(run.dropLast(tail)))
        chunks.append(String(run.suffix(tail)))
      }
    }
    return chunks.filter { !$0.isEmpty }
  }
}
