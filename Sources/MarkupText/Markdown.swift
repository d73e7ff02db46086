/// Markdown as HTML, as far as people write it in guidelines: headings, paragraphs, lists, quotes,
/// code, emphasis, line breaks, rules and links.
///
/// Everything else is text, HTML too: what comes out holds no elements and no addresses but those
/// that are made here, so it is safe whoever wrote the text.
package enum Markdown {
  /// How deep lists and quotes are nested; what is deeper is text.
  private static let deepest = 6

  /// The text as HTML.
  ///
  /// - Parameters:
  ///   - text: Markdown.
  ///   - top: The level of the first headings, `#`, from 1 to 6.
  /// - Returns: A run of elements.
  /// - Complexity: O(length).
  package static func html(_ text: String, topHeading top: Int = 1) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(withoutTabs)
    return blocks(lines[...], top: top, depth: 0).map(\.html).joined(separator: "\n")
  }

  /// A block: a part that is not within a line.
  private struct Block {
    var html: String
    /// Its text, where it is a paragraph.
    var paragraph: String?
  }

  private static func blocks(
    _ lines: ArraySlice<Substring>,
    top: Int,
    depth: Int
  ) -> [Block] {
    var rest = lines
    var found: [Block] = []
    while let line = rest.first {
      if isBlank(line) {
        rest = rest.dropFirst()
      } else if let fence = fence(line) {
        found.append(Block(html: code(&rest, fence)))
      } else if let heading = heading(line, top: top) {
        found.append(Block(html: heading))
        rest = rest.dropFirst()
      } else if isRule(line) {
        found.append(Block(html: "<hr>"))
        rest = rest.dropFirst()
      } else if depth < deepest, quoted(line) != nil {
        let inside = rest.prefix { quoted($0) != nil }.compactMap(quoted)
        rest = rest.dropFirst(inside.count)
        let html = blocks(inside[...], top: top, depth: depth + 1).map(\.html)
        found.append(Block(html: "<blockquote>\(html.joined(separator: "\n"))</blockquote>"))
      } else if depth < deepest, let marker = ListMarker(line) {
        found.append(Block(html: list(&rest, marker, top: top, depth: depth)))
      } else {
        found.append(paragraph(&rest, top: top, depth: depth))
      }
    }
    return found
  }

  /// The line with blanks in place of the tabs at its beginning.
  private static func withoutTabs(_ line: Substring) -> Substring {
    let indent = line.prefix { $0 == " " || $0 == "\t" }
    guard indent.contains("\t") else { return line }
    let blanks = indent.reduce(0) { $1 == " " ? $0 + 1 : ($0 / 4 + 1) * 4 }
    return Substring(String(repeating: " ", count: blanks) + line.dropFirst(indent.count))
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  /// The line without blanks at its beginning, up to three.
  private static func outdented(_ line: Substring) -> Substring {
    let blanks = line.prefix { $0 == " " }.count
    return blanks < 4 ? line.dropFirst(blanks) : line
  }

  private static func heading(_ line: Substring, top: Int) -> String? {
    let line = outdented(line)
    let level = line.prefix { $0 == "#" }.count
    let rest = line.dropFirst(level)
    guard (1...6).contains(level), rest.first?.isWhitespace ?? true else { return nil }
    let text = trimmed(rest)
    let closing = text.reversed().prefix { $0 == "#" }.count
    let open = text.dropLast(closing)
    let isClosed = closing > 0 && (open.last?.isWhitespace ?? true)
    return heading(String(isClosed ? trimmed(open) : text), level: level, top: top)
  }

  private static func heading(_ text: String, level: Int, top: Int) -> String {
    let tag = "h\(min(6, level + top - 1))"
    return "<\(tag)>\(MarkdownSpans.html(text))</\(tag)>"
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  private static func isRule(_ line: Substring) -> Bool {
    let marks = line.filter { !$0.isWhitespace }
    guard let first = marks.first, "-*_".contains(first) else { return false }
    return marks.count > 2 && marks.allSatisfy { $0 == first }
  }

  private static func quoted(_ line: Substring) -> Substring? {
    let line = outdented(line)
    guard line.first == ">" else { return nil }
    let rest = line.dropFirst()
    return rest.first == " " ? rest.dropFirst() : rest
  }

  private static func fence(_ line: Substring) -> Substring? {
    let line = outdented(line)
    guard let first = line.first, "`~".contains(first) else { return nil }
    let marks = line.prefix { $0 == first }
    return marks.count > 2 && !line.dropFirst(marks.count).contains("`") ? marks : nil
  }

  private static func code(_ rest: inout ArraySlice<Substring>, _ fence: Substring) -> String {
    let inside = rest.dropFirst().prefix { line in
      let line = trimmed(line)
      return !(line.hasPrefix(fence) && line.allSatisfy { $0 == fence.first })
    }
    rest = rest.dropFirst(inside.count + 2)
    return "<pre><code>\(Markup.escaped(inside.joined(separator: "\n")))</code></pre>"
  }

  private static func list(
    _ rest: inout ArraySlice<Substring>,
    _ first: ListMarker,
    top: Int,
    depth: Int
  ) -> String {
    var items: [String] = []
    while let line = rest.first, let marker = ListMarker(line), marker.kind == first.kind {
      var inside = [line.dropFirst(marker.width)]
      rest = rest.dropFirst()
      while let line = rest.first {
        if line.prefix(marker.width).allSatisfy({ $0 == " " }), line.count >= marker.width {
          inside.append(line.dropFirst(marker.width))
        } else if isBlank(line) {
          // A blank line belongs to the item when what follows it does.
          guard let next = rest.dropFirst().first(where: { !isBlank($0) }),
            next.prefix(marker.width).allSatisfy({ $0 == " " })
          else { break }
          inside.append("")
        } else if beginsBlock(line) || inside.last.map(isBlank) == true {
          break
        } else {
          inside.append(line)
        }
        rest = rest.dropFirst()
      }
      let parts = blocks(inside[...], top: top, depth: depth + 1)
      let html = parts.enumerated().map { index, block in
        index == 0 ? block.paragraph ?? block.html : block.html
      }
      items.append("<li>\(html.joined(separator: "\n"))</li>")
      // Blank lines between items do not end the list.
      let next = rest.drop(while: isBlank)
      if let line = next.first, ListMarker(line)?.kind == first.kind { rest = next }
    }
    let tag = first.number == nil ? "ul" : "ol"
    let start = first.number.flatMap { $0 == 1 ? nil : " start=\"\($0)\"" } ?? ""
    return "<\(tag)\(start)>\(items.joined(separator: "\n"))</\(tag)>"
  }

  /// Whether a line ends the paragraph before it.
  private static func beginsBlock(_ line: Substring) -> Bool {
    isBlank(line) || fence(line) != nil || heading(line, top: 1) != nil || isRule(line)
      || quoted(line) != nil || ListMarker(line) != nil
  }

  private static func paragraph(
    _ rest: inout ArraySlice<Substring>,
    top: Int,
    depth: Int
  ) -> Block {
    var lines = [rest.first ?? ""]
    rest = rest.dropFirst()
    while let line = rest.first {
      let marks = trimmed(line)
      if let mark = marks.first, "=-".contains(mark), marks.allSatisfy({ $0 == mark }) {
        rest = rest.dropFirst()
        let text = lines.map { String(trimmed($0)) }.joined(separator: "\n")
        return Block(html: heading(text, level: mark == "=" ? 1 : 2, top: top))
      }
      if beginsBlock(line) { break }
      lines.append(line)
      rest = rest.dropFirst()
    }
    let text = lines.map { $0.drop(while: \.isWhitespace) }.joined(separator: "\n")
    let html = MarkdownSpans.html(text)
    return Block(html: "<p>\(html)</p>", paragraph: html)
  }
}

/// What an item of a list begins with.
private struct ListMarker {
  /// The bullet, or what follows the number.
  let kind: Character
  /// The number; `nil` for a bullet.
  let number: Int?
  /// How far the item's text is indented.
  let width: Int

  init?(_ line: Substring) {
    let blanks = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(blanks)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard blanks < 4, digits.count < 10, let mark = rest.dropFirst(digits.count).first,
      (digits.isEmpty ? "-*+" : ".)").contains(mark)
    else { return nil }
    let after = rest.dropFirst(digits.count + 1)
    guard after.first?.isWhitespace ?? false else { return nil }
    kind = mark
    number = Int(digits)
    width = blanks + digits.count + 2
  }
}
