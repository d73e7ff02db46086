/// The literals of a pattern: all that it matches, or what must occur where it matches.
struct PatternLiterals {
  /// The pattern matches exactly where one of these occurs.
  private(set) var exact: [Literal]?
  /// The pattern matches only texts that hold one literal of each group.
  private(set) var required: [[Literal]] = []

  /// Most strings that a part of a pattern is written out into.
  private static let stringLimit = 256
  /// Most characters of one place that are written out.
  private static let choiceLimit = 6
  /// Most repetitions that are written out.
  private static let repetitionLimit = 4
  /// Most groups that are worth looking for.
  private static let groupLimit = 2

  init(_ syntax: PatternSyntax) {
    let parts = Parts(syntax)
    if let strings = parts.strings, let literals = Self.literals(strings) {
      exact = literals
      return
    }
    var groups = (parts.strings.map { [$0] } ?? parts.groups).compactMap(Self.literals)
    groups.sort { Self.worth($0) > Self.worth($1) }
    if let best = groups.first, Self.worth(best) > 1 {
      required = groups.prefix(Self.groupLimit).filter { Self.worth($0) > 1 }
    } else if let marks = groups.first(where: { $0.allSatisfy(\.isMark) }) {
      required = [marks]
    }
  }

  /// How rarely a group can be expected: the length of its shortest literal, with a limit.
  private static func worth(_ group: [Literal]) -> Int {
    min(4, group.map(\.bytes.count).min() ?? 0)
  }

  /// Strings as literals; `nil` when one is empty or none can occur.
  private static func literals(_ strings: [[Element]]) -> [Literal]? {
    var literals: [Literal] = []
    for string in strings {
      switch Literal.outcome(of: string) {
      case .empty: return nil
      case .impossible: continue
      case .literal(let literal): literals.append(literal)
      }
    }
    return literals.isEmpty ? nil : literals
  }
}

extension PatternLiterals {
  /// An element of a string that a pattern matches.
  enum Element: Hashable {
    case byte(UInt8)
    /// Either case of a letter, given in lower case.
    case letter(UInt8)
    case boundary
    case textStart
    case textEnd
  }

  /// What is known of a part of a pattern.
  private struct Parts {
    /// All strings it matches; `nil` when there are too many.
    var strings: [[Element]]?
    /// Wherever it matches, one string of each group occurs.
    var groups: [[[Element]]] = []

    init(_ syntax: PatternSyntax) {
      switch syntax {
      case .boundary: self.init(strings: [[.boundary]])
      case .textStart: self.init(strings: [[.textStart]])
      case .textEnd: self.init(strings: [[.textEnd]])
      case .characters(let choice): self.init(strings: Self.strings(choice))
      case .sequence(let parts): self.init(sequence: parts.map(Parts.init))
      case .alternatives(let parts): self.init(alternatives: parts.map(Parts.init))
      case .repeated(let part, let atLeast, let atMost):
        self.init(repeating: Parts(part), atLeast, atMost)
      }
    }

    private init(strings: [[Element]]?) { self.strings = strings }

    private init(sequence parts: [Parts]) {
      var run: [[Element]] = [[]]
      var isWhole = true
      for part in parts {
        guard let strings = part.strings else {
          groups.append(run)
          groups += part.groups
          run = [[]]
          isWhole = false
          continue
        }
        if let product = Self.product(run, strings) {
          run = product
        } else {
          groups.append(run)
          run = strings
          isWhole = false
        }
      }
      if isWhole {
        strings = run
      } else {
        groups.append(run)
      }
    }

    private init(alternatives parts: [Parts]) {
      let all = parts.compactMap(\.strings)
      if all.count == parts.count, all.reduce(0, { $0 + $1.count }) <= stringLimit {
        strings = Array(all.joined())
        return
      }
      // Each alternative gives its best group; together they are one.
      var union: [[Element]] = []
      for part in parts {
        let choices = part.strings.map { [$0] } ?? part.groups
        let known = choices.filter { PatternLiterals.literals($0) != nil }
        guard
          let best = known.max(by: {
            worth(PatternLiterals.literals($0) ?? []) < worth(PatternLiterals.literals($1) ?? [])
          })
        else { return }
        union += best
      }
      if union.count <= stringLimit { groups = [union] }
    }

    private init(repeating part: Parts, _ atLeast: Int, _ atMost: Int?) {
      if let once = part.strings, let atMost, atMost <= repetitionLimit {
        var power: [[Element]]? = [[]]
        var all: [[Element]]? = []
        for count in 0...atMost {
          if count > 0 { power = power.flatMap { Self.product($0, once) } }
          if count >= atLeast {
            all = power.flatMap { power in all.map { $0 + power } }
          }
        }
        if let all, all.count <= stringLimit {
          strings = all
          return
        }
      }
      if atLeast > 0 { groups = part.strings.map { [$0] } ?? part.groups }
    }

    private static func product(_ left: [[Element]], _ right: [[Element]]) -> [[Element]]? {
      guard left.count * right.count <= stringLimit else { return nil }
      return left.flatMap { first in right.map { first + $0 } }
    }

    private static func strings(_ choice: CharacterChoice) -> [[Element]]? {
      guard !choice.takesOthers else { return nil }
      var elements: [Element] = []
      for byte in choice.members {
        let lower = TextScan.lowercasedASCII(byte)
        if TextScan.isLetterASCII(byte), choice.contains(lower), choice.contains(lower ^ 0x20) {
          if byte == lower { elements.append(.letter(lower)) }
        } else {
          elements.append(.byte(byte))
        }
      }
      return elements.isEmpty || elements.count > choiceLimit ? nil : elements.map { [$0] }
    }
  }
}
