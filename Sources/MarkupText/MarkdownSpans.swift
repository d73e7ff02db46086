/// What a paragraph of Markdown consists of: code, emphasis, links and line breaks.
struct MarkdownSpans {
  /// How deep emphasis and links are nested; what is deeper is text.
  private static let deepest = 6
  /// Longest text and longest address of a link.
  private static let longestLink = 2000

  private let text: [Character]
  private let depth: Int
  private var place = 0
  private var html = ""
  /// Characters that were passed since the last element, to be escaped.
  private var plain = ""
  /// Ends that were not found: there are none further on either.
  private var missing: Set<String> = []

  /// The text as HTML.
  static func html(_ text: String) -> String { html(Array(text)[...], depth: 0) }

  private static func html(_ text: ArraySlice<Character>, depth: Int) -> String {
    var spans = MarkdownSpans(text: Array(text), depth: depth)
    return spans.read()
  }

  private init(text: [Character], depth: Int) {
    self.text = text
    self.depth = depth
  }

  private mutating func read() -> String {
    while place < text.count {
      if !readElement() {
        plain.append(text[place])
        place += 1
      }
    }
    flush()
    return html
  }

  private mutating func flush() {
    html += Markup.escaped(plain)
    plain = ""
  }

  private mutating func add(_ element: String, upTo end: Int) -> Bool {
    flush()
    html += element
    place = end
    return true
  }

  private mutating func readElement() -> Bool {
    switch text[place] {
    case "\\": return readEscape()
    case "\n":
      guard plain.hasSuffix("  ") else { return false }
      while plain.last == " " { plain.removeLast() }
      return add("<br>\n", upTo: place + 1)
    case "`": return readCode()
    case "*", "_": return readEmphasis()
    case "!" where place + 1 < text.count && text[place + 1] == "[":
      place += 1
      if readLink() { return true }
      place -= 1
      return false
    case "[": return readLink()
    case "<": return readAddress(from: place + 1, isBracketed: true)
    case "h" where place == 0 || !text[place - 1].isLetter:
      return readAddress(from: place, isBracketed: false)
    default: return false
    }
  }

  private mutating func readEscape() -> Bool {
    guard place + 1 < text.count else { return false }
    let next = text[place + 1]
    if next == "\n" { return add("<br>\n", upTo: place + 2) }
    guard next.isASCII, next.isPunctuation || next.isSymbol else { return false }
    plain.append(next)
    place += 2
    return true
  }

  private mutating func readCode() -> Bool {
    let count = text[place...].prefix { $0 == "`" }.count
    let start = place + count
    let mark = String(repeating: "`", count: count)
    var end = start
    while !missing.contains(mark), end < text.count {
      let run = text[end...].prefix { $0 == "`" }.count
      if run == count {
        var inside = String(text[start..<end].map { $0 == "\n" ? " " : $0 })
        if inside.count > 2, inside.first == " ", inside.last == " " {
          inside = String(inside.dropFirst().dropLast())
        }
        return add("<code>\(Markup.escaped(inside))</code>", upTo: end + count)
      }
      end += max(1, run)
    }
    missing.insert(mark)
    plain += mark
    place = start
    return true
  }

  private mutating func readEmphasis() -> Bool {
    let mark = text[place]
    let isDouble = place + 1 < text.count && text[place + 1] == mark
    for count in isDouble ? [2, 1] : [1] {
      let start = place + count
      guard depth < Self.deepest, start < text.count, !text[start].isWhitespace,
        mark == "*" || place == 0 || !isWord(text[place - 1]),
        let end = closing(mark, count, after: start)
      else { continue }
      let tag = count == 2 ? "strong" : "em"
      let inside = Self.html(text[start..<end], depth: depth + 1)
      return add("<\(tag)>\(inside)</\(tag)>", upTo: end + count)
    }
    return false
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private mutating func closing(_ mark: Character, _ count: Int, after start: Int) -> Int? {
    let name = String(repeating: mark, count: count)
    guard !missing.contains(name) else { return nil }
    var end = start + 1
    while end + count <= text.count {
      if text[end] == "\\" {
        end += 2
        continue
      }
      let run = text[end...].prefix { $0 == mark }.count
      let isFree = mark == "*" || end + run >= text.count || !isWord(text[end + run])
      if run >= count, run == count || count == 2 || run == 3, !text[end - 1].isWhitespace, isFree {
        return run == 3 && count == 2 ? end + 1 : run == 3 ? end + 2 : end
      }
      end += max(1, run)
    }
    missing.insert(name)
    return nil
  }

  private mutating func readLink() -> Bool {
    var level = 0
    var end = place
    let last = min(text.count, place + Self.longestLink)
    while end < last {
      switch text[end] {
      case "\\": end += 1
      case "[": level += 1
      case "]": level -= 1
      default: break
      }
      if level == 0 { break }
      end += 1
    }
    guard depth < Self.deepest, end + 1 < last, text[end + 1] == "(",
      let close = text[(end + 2)..<min(text.count, end + 2 + Self.longestLink)]
        .firstIndex(of: ")")
    else { return false }
    let words = Markdown.trimmed(Substring(String(text[(end + 2)..<close])))
    let address = words.prefix { !$0.isWhitespace }
    guard let link = Self.link(address) else { return false }
    let inside = Self.html(text[(place + 1)..<end], depth: depth + 1)
    return add("\(link)\(inside)</a>", upTo: close + 1)
  }

  private mutating func readAddress(from start: Int, isBracketed: Bool) -> Bool {
    let rest = text[start..<min(text.count, start + Self.longestLink)]
    var address = rest.prefix { !$0.isWhitespace && !"<>\"".contains($0) }
    let end = address.endIndex
    if isBracketed {
      guard end < text.count, text[end] == ">" else { return false }
    } else {
      while let last = address.last, ".,;:!?)*_'".contains(last) { address.removeLast() }
    }
    let words = String(address)
    guard words.contains("://") || isBracketed, let link = Self.link(Substring(words)) else {
      return false
    }
    return add(
      "\(link)\(Markup.escaped(words))</a>",
      upTo: isBracketed ? end + 1 : address.endIndex
    )
  }

  /// The start of a link; `nil` for an address that is not of the web or of mail.
  private static func link(_ address: Substring) -> String? {
    let schemes = ["https://", "http://", "mailto:"]
    let lower = address.lowercased()
    guard let scheme = schemes.first(where: { lower.hasPrefix($0) }),
      address.utf8.count > scheme.utf8.count
    else { return nil }
    let target = "target=\"_blank\" rel=\"noopener noreferrer\""
    return "<a href=\"\(Markup.escaped(String(address)))\" \(target)>"
  }
}
