internal import TextKit

/// Reads the syntax that most patterns are written in, and gives up on the rest.
///
/// RE2 has accepted the pattern before. What is read here means the same to RE2
/// and to PCRE2, but for `\s`, which ``portable`` rewrites.
struct PatternParser {
  /// The pattern read something that it does not know.
  private struct Unknown: Error {}

  private struct Options {
    var ignoresCase = false
    var dotTakesLineEnds = false
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  /// What was read, in a form that PCRE2 takes as RE2 takes the pattern.
  private var portable = String.UnicodeScalarView()

  private init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  /// A pattern's structure, and the pattern for PCRE2; `nil` when it holds other syntax.
  static func parse(_ pattern: String) -> (syntax: PatternSyntax, portable: String)? {
    var parser = PatternParser(pattern)
    var options = Options()
    guard let syntax = try? parser.alternatives(&options), parser.index == parser.scalars.count
    else { return nil }
    return (syntax, String(parser.portable))
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take() throws -> Unicode.Scalar {
    guard let scalar = next else { throw Unknown() }
    index += 1
    return scalar
  }

  private mutating func takes(_ expected: String) -> Bool {
    let expected = Array(expected.unicodeScalars)
    guard scalars[index...].starts(with: expected) else { return false }
    index += expected.count
    return true
  }

  private mutating func write(_ text: String) { portable.append(contentsOf: text.unicodeScalars) }

  private mutating func alternatives(_ options: inout Options) throws -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw Unknown() }
    var all = [try sequence(&options)]
    while next == "|" {
      index += 1
      write("|")
      all.append(try sequence(&options))
    }
    return all.count == 1 ? all[0] : .alternatives(all)
  }

  private mutating func sequence(_ options: inout Options) throws -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let part = try atom(&options) else { continue }
      parts.append(try repeated(part))
    }
    return .sequence(parts)
  }

  /// One element without its quantifier, or `nil` for an option.
  private mutating func atom(_ options: inout Options) throws -> PatternSyntax? {
    let start = index
    let scalar = try take()
    switch scalar {
    case "(": return try group(&options)
    case "[": return .characters(try characterClass(options))
    case "*", "+", "?", "{": throw Unknown()
    case "^":
      write("^")
      return .textStart
    case "$":
      write("$")
      return .textEnd
    case ".":
      var choice = CharacterChoice("\n"..."\n").inverted
      if options.dotTakesLineEnds { choice.insert(UInt8(ascii: "\n")) }
      write(".")
      return .characters(choice)
    case "\\":
      switch next {
      case "b", "A", "z":
        let name = try take()
        write("\\\(name)")
        return name == "b" ? .boundary : name == "A" ? .textStart : .textEnd
      default:
        let choice = try escape()
        let isSpace = scalars[index - 1] == "s" || scalars[index - 1] == "S"
        if isSpace {
          write(scalars[index - 1] == "s" ? #"[\t\n\f\r ]"# : #"[^\t\n\f\r ]"#)
        } else {
          portable.append(contentsOf: scalars[start..<index])
        }
        return .characters(options.ignoresCase ? choice.withBothCases : choice)
      }
    default:
      portable.append(scalar)
      return .characters(try single(scalar, options))
    }
  }

  private func single(_ scalar: Unicode.Scalar, _ options: Options) throws -> CharacterChoice {
    try check(scalar, options)
    let choice = CharacterChoice(scalar...scalar)
    return options.ignoresCase ? choice.withBothCases : choice
  }

  /// Other scripts' letters fold to several forms, some of them ASCII.
  private func check(_ scalar: Unicode.Scalar, _ options: Options) throws {
    guard options.ignoresCase, !scalar.isASCII else { return }
    let properties = scalar.properties
    if properties.isCased || properties.changesWhenCaseMapped || properties.changesWhenCaseFolded {
      throw Unknown()
    }
  }

  /// What stands behind a backslash.
  private mutating func escape() throws -> CharacterChoice {
    let scalar = try take()
    switch scalar {
    case "d": return .digits
    case "D": return .digits.inverted
    case "w": return .words
    case "W": return .words.inverted
    case "s": return .spaces
    case "S": return .spaces.inverted
    case "n": return CharacterChoice("\n"..."\n")
    case "t": return CharacterChoice("\t"..."\t")
    case "r": return CharacterChoice("\r"..."\r")
    case "f": return CharacterChoice("\u{C}"..."\u{C}")
    default:
      guard scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F, !scalar.isWordCharacter
      else { throw Unknown() }
      return CharacterChoice(scalar...scalar)
    }
  }

  private mutating func group(_ options: inout Options) throws -> PatternSyntax? {
    var inner = options
    if takes("?") {
      if takes("P<") {
        while try take() != ">" {}
        write("(")
      } else {
        var letters = ""
        while let letter = next, letter == "i" || letter == "s" {
          letters.unicodeScalars.append(letter)
          index += 1
        }
        if letters.contains("i") { inner.ignoresCase = true }
        if letters.contains("s") { inner.dotTakesLineEnds = true }
        write("(?\(letters)")
        if takes(")") {
          guard !letters.isEmpty else { throw Unknown() }
          write(")")
          options = inner
          return nil
        }
        guard takes(":") else { throw Unknown() }
        write(":")
      }
    } else {
      guard next != "*" else { throw Unknown() }
      write("(")
    }
    let syntax = try alternatives(&inner)
    guard takes(")") else { throw Unknown() }
    write(")")
    return syntax
  }

  private mutating func characterClass(_ options: Options) throws -> CharacterChoice {
    var choice = CharacterChoice()
    write("[")
    let isInverted = takes("^")
    if isInverted { write("^") }
    var isFirst = true
    while isFirst || next != "]" {
      isFirst = false
      let lower = try classMember(&choice, options)
      guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else { continue }
      index += 1
      write("-")
      let upper = try classMember(&choice, options)
      guard let lower, let upper, lower <= upper else { throw Unknown() }
      if options.ignoresCase, !upper.isASCII { throw Unknown() }
      choice.insert(lower...upper)
      // What a second hyphen means depends on the engine.
      if next == "-" { throw Unknown() }
    }
    index += 1
    write("]")
    if options.ignoresCase { choice = choice.withBothCases }
    return isInverted ? choice.inverted : choice
  }

  /// Takes a member in; returns it when it is one character, which may begin a range.
  private mutating func classMember(
    _ choice: inout CharacterChoice,
    _ options: Options
  ) throws -> Unicode.Scalar? {
    let start = index
    let scalar = try take()
    if scalar == "[", next == ":" || next == "." || next == "=" { throw Unknown() }
    guard scalar == "\\" else {
      try check(scalar, options)
      choice.insert(scalar...scalar)
      portable.append(scalar)
      return scalar
    }
    let escaped = try escape()
    if escaped.takesOthers, options.ignoresCase { throw Unknown() }
    choice.formUnion(escaped)
    if scalars[index - 1] == "S" { throw Unknown() }
    if scalars[index - 1] == "s" {
      write(#"\t\n\f\r "#)
    } else {
      portable.append(contentsOf: scalars[start..<index])
    }
    let members = escaped.members
    return members.count == 1 ? Unicode.Scalar(members[0]) : nil
  }

  /// The element with the quantifier behind it, if there is one.
  private mutating func repeated(_ part: PatternSyntax) throws -> PatternSyntax {
    let start = index
    let atLeast: Int
    var atMost: Int?
    switch next {
    case "*": (atLeast, atMost) = (0, nil)
    case "+": (atLeast, atMost) = (1, nil)
    case "?": (atLeast, atMost) = (0, 1)
    case "{":
      index += 1
      atLeast = try number()
      atMost = atLeast
      if takes(",") { atMost = next == "}" ? nil : try number() }
      guard next == "}", atMost.map({ $0 >= atLeast }) ?? true else { throw Unknown() }
    default: return part
    }
    index += 1
    switch part {
    case .boundary, .textStart, .textEnd: throw Unknown()
    default: break
    }
    _ = takes("?")
    if let next, ["*", "+", "?", "{"].contains(next) { throw Unknown() }
    portable.append(contentsOf: scalars[start..<index])
    return .repeated(part, atLeast: atLeast, atMost: atMost)
  }

  private mutating func number() throws -> Int {
    var digits = ""
    while let digit = next, ("0"..."9").contains(digit), digits.utf8.count < 4 {
      digits.unicodeScalars.append(digit)
      index += 1
    }
    guard let number = Int(digits) else { throw Unknown() }
    return number
  }
}
