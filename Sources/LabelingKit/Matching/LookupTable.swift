internal import CXXHash
internal import Platform

/// The terms of a lookup's file, and how to find them in a document.
struct LookupTable {
  /// A file that cannot be used, and the line at fault.
  struct Problem: Error {
    /// Where the file was found, and the line in it; `nil` when the declaration is at fault.
    var place: SourcePlace?
    let headline: String
    let help: String
  }

  /// XXH3 of the file, 32 hexadecimal digits.
  let digest: String
  /// Indices of the ballots that terms stand for, in ascending order.
  let votes: [Int16]
  private var votesOfTerms: [String: Int16] = [:]
  private var longestTerm = 1
  /// The field whose values are looked up; `nil` for the text's words.
  private let field: String?
  private let matchesCase: Bool

  /// Reads the file that a rule names, from the first of some folders that has it.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - folders: Where the file is looked for.
  ///   - classes: The task's classes.
  ///   - vote: Index of what every term stands for; not looked at where lines name classes.
  /// - Throws: What is wrong with the file.
  init(
    of rule: LookupRule,
    folders: [String],
    classes: [String],
    voting vote: Int16
  ) throws(Problem) {
    let (path, field, matchesCase) = (rule.path, rule.field, rule.matchesCase)
    let candidates = path.hasPrefix("/") ? [path] : folders.map { "\($0)/\(path)" }
    guard let found = candidates.first(where: { FileSystem.permits(.read, of: $0) }) else {
      throw Problem(
        headline: "the file '\(path)' of a lookup cannot be read",
        help: "put it next to the source file that declares the lookup"
      )
    }
    let contents = (try? FileSystem.contents(of: found)) ?? []
    self.field = field
    self.matchesCase = matchesCase
    let hash = contents.withUnsafeBytes { winnow_hash128($0.baseAddress, $0.count) }
    digest = hash.hexadecimal
    var terms: [String: Int16] = [:]
    let reader = WordReader()
    // Editors on Windows put a byte order mark before the first term.
    let start = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = String(decoding: contents[start...], as: UTF8.self).split(
      omittingEmptySubsequences: false,
      whereSeparator: \.isNewline
    )
    for (number, line) in lines.enumerated() {
      let line = Self.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let place = SourcePlace(file: found, line: number + 1)
      let (written, vote) =
        rule.meaning == nil
        ? try Self.termAndClass(line, at: place, matchesCase: matchesCase, classes)
        : (Self.normalized(line, matchesCase: matchesCase), vote)
      // As ``Document/words`` gives it: `shrt.example` is `shrt example`.
      let term = field == nil ? reader.phrase(written, matchesCase: matchesCase) : written
      guard !term.isEmpty else {
        throw Problem(
          place: place,
          headline: "the term '\(written)' holds no letter or digit",
          help: "text is looked up word by word; write a Pattern for other characters"
        )
      }
      if let other = terms[term], other != vote {
        throw Problem(
          place: place,
          headline: "the term '\(term)' stands for two classes",
          help: "keep one of the two lines"
        )
      }
      terms[term] = vote
    }
    guard !terms.isEmpty else {
      throw Problem(
        headline: "the file '\(path)' of a lookup has no terms",
        help: "write one term a line"
      )
    }
    votesOfTerms = terms
    votes = Set(terms.values).sorted()
    longestTerm = terms.keys.map { $0.split(separator: " ").count }.max() ?? 1
  }

  /// The class with the most distinct terms in the document, or −1.
  func vote(on document: Document) -> Int16 {
    var found: [String: Int16] = [:]
    if let field {
      for value in document.texts(of: field) {
        let term = Self.normalized(value[...], matchesCase: matchesCase)
        if let vote = votesOfTerms[term] { found[term] = vote }
      }
      return Self.winner(found)
    }
    let words = matchesCase ? document.unfoldedWords : document.words
    for start in words.indices {
      var term = ""
      for index in start..<min(start + longestTerm, words.count) {
        term = index == start ? words[index] : term + " " + words[index]
        if let vote = votesOfTerms[term] { found[term] = vote }
      }
    }
    return Self.winner(found)
  }

  private static func winner(_ found: [String: Int16]) -> Int16 {
    var counts: [Int16: Int] = [:]
    for vote in found.values { counts[vote, default: 0] += 1 }
    guard let largest = counts.values.max() else { return -1 }
    let winners = counts.filter { $0.value == largest }
    return winners.count == 1 ? winners.first?.key ?? -1 : -1
  }

  private static func termAndClass(
    _ line: Substring,
    at place: SourcePlace,
    matchesCase: Bool,
    _ classes: [String]
  ) throws(Problem) -> (String, Int16) {
    guard let separator = line.lastIndex(where: { $0 == "\t" || $0 == "," }) else {
      throw Problem(
        place: place,
        headline: "a line of a lookup's table is a term, a comma or tab, and a class",
        help: "write 'term,class'"
      )
    }
    let name = trimmed(line[line.index(after: separator)...])
    guard let index = classes.firstIndex(of: String(name)) else {
      throw Problem(
        place: place,
        headline: "'\(name)' is not a class of this task",
        help: "classes are \(classes.map { "'\($0)'" }.joined(separator: ", "))"
      )
    }
    return (normalized(line[..<separator], matchesCase: matchesCase), Int16(index))
  }

  private static func normalized(_ term: Substring, matchesCase: Bool) -> String {
    (matchesCase ? String(term) : term.lowercased())
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...end]
  }
}

extension LookupTable {
  /// Gives `body` each term of the table that stands in a document, also where the
  /// classes of several terms are tied.
  func forEachPart(in document: Document, _ body: (MatchedPart) -> Void) {
    if let field {
      guard let cell = document.cell(of: field) else { return }
      let found = document.texts(of: field).compactMap {
        votesOfTerms[Self.normalized($0[...], matchesCase: matchesCase)]
      }
      for vote in Set(found).sorted() {
        body(MatchedPart(field: cell.field, bytes: 0..<Int(cell.byteCount), vote: vote))
      }
      return
    }
    let words = document.wordPlaces(matchesCase: matchesCase)
    for start in words.indices {
      var term = ""
      for index in start..<min(start + longestTerm, words.count) {
        term = index == start ? words[index].word : term + " " + words[index].word
        guard let vote = votesOfTerms[term] else { continue }
        let bytes = words[start].bytes.lowerBound..<words[index].bytes.upperBound
        body(MatchedPart(field: nil, bytes: bytes, vote: vote))
      }
    }
  }
}
