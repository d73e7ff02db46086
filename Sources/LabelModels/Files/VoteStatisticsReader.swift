internal import Foundation
internal import JSONText
internal import LabelingCore

/// Reads a file of vote statistics without making an object of each number.
struct VoteStatisticsReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var members: [String: JSONSlice] = [:]

  /// Finds the members of the file's object.
  ///
  /// - Parameter bytes: The file; it outlives the reader.
  /// - Throws: ``LabelModelError/unreadableFile(reason:)`` if it is no JSON object.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(LabelModelError) {
    self.bytes = bytes
    var scanner = JSONScanner(bytes)
    var found: [String: JSONSlice] = [:]
    do throws(JSONSyntaxError) {
      _ = try scanner.object { key, value in
        found[String(decoding: bytes[key.contents], as: UTF8.self)] = value
      }
      try scanner.end()
    } catch {
      throw .unreadableFile(reason: "it is not JSON")
    }
    members = found
  }

  /// The patterns of the file.
  ///
  /// - Throws: ``LabelModelError`` when the file is of another kind or version, or when
  ///   its parts do not fit together.
  func patterns() throws(LabelModelError) -> VotePatterns {
    let schema = try decoded(String.self, "schema")
    guard schema == VoteStatistics.schema else {
      throw .wrongSchema(found: schema, expected: VoteStatistics.schema)
    }
    let version = try decoded(Int.self, "version")
    guard (1...VoteStatistics.version).contains(version) else {
      throw .unsupportedVersion(found: version, supported: VoteStatistics.version)
    }
    let voters = try decoded([String].self, "voters")
    let space = try labelSpace()
    let counts = try numbers("counts")
    let gold = try numbers("gold")
    let texts = try texts(of: space)
    let ballots = try ballots(voterCount: voters.count, classCount: space.classCount)
    var (starts, entries) = try entries(
      voterCount: voters.count,
      ballotCount: texts?.count ?? ballots.count
    )
    if let texts { entries = entries.map { texts.entry($0) } }
    let hasLevels =
      texts != nil
      || entries.allSatisfy { entry in
        guard let level = ballots.ballots[Int(entry.ballot)].level else { return true }
        return level < ballots.scales[Int(entry.voter)]?.levelCount ?? 0
      }
    guard hasLevels else {
      throw .unreadableFile(reason: "a vote has a level that its voter does not have")
    }
    guard counts.count == gold.count, counts.count == starts.count - 1 else {
      throw .unreadableFile(reason: "'counts', 'gold' and 'votes' are not of one length")
    }
    guard counts.allSatisfy({ $0 > 0 }), Self.isCountable(counts) else {
      throw .unreadableFile(reason: "a count is not positive, or there are too many documents")
    }
    let isSeveral = ballots.kind == .several
    let goldSets: [[Int]]
    if let texts {
      goldSets = texts.goldSets
    } else {
      goldSets =
        isSeveral || members["gold_sets"] != nil
        ? try self.goldSets(classCount: space.classCount) : []
    }
    let goldCount = goldSets.count + (isSeveral ? 0 : space.classCount)
    guard gold.allSatisfy({ (-1..<goldCount).contains($0) }) else {
      throw .unreadableFile(reason: "a gold class does not exist")
    }
    var votes = VotePatterns(
      voters: voters,
      labelSpace: space,
      ballots: ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold.map { $0 < 0 ? Vote.abstain : Vote(classIndex: $0) },
      goldSets: goldSets
    )
    if let texts { votes = try texts.saying(votes) }
    if isSeveral || goldSets.isEmpty { return votes }
    return votes.resolvingGold(space.classes.indices.map { [$0] } + goldSets)
  }

  /// Votes that stand as texts; `nil` where the file has none.
  private func texts(of space: LabelSpace) throws(LabelModelError) -> StatisticsTexts? {
    guard members["ballot_texts"] != nil else { return nil }
    let kind = try decoded(LabelKind.self, "labels")
    return try StatisticsTexts(
      ballots: try decoded([String].self, "ballot_texts"),
      gold: members["gold_texts"] == nil ? [] : try decoded([String].self, "gold_texts"),
      kind: kind,
      of: space
    )
  }

  /// The classes, with the groups that they stand in.
  private func labelSpace() throws(LabelModelError) -> LabelSpace {
    let space = LabelSpace(try decoded([String].self, "classes"))
    guard members["groups"] != nil else { return space }
    let (names, groups) = (try decoded([String].self, "group_names"), try rows("groups"))
    let grouped = space.grouped(zip(names, groups).map { LabelTree.Group(name: $0, classes: $1) })
    guard names.count == groups.count, grouped.tree?.isSound ?? groups.isEmpty else {
      throw .unreadableFile(reason: "'groups' are no tree of the classes")
    }
    return grouped
  }

  /// What the votes may say; single classes where the file says no more.
  private func ballots(voterCount: Int, classCount: Int) throws(LabelModelError) -> BallotList {
    if members["labels"] != nil, try decoded(LabelKind.self, "labels") == .several {
      if members["ballot_texts"] != nil {
        return BallotList(classCount: classCount, statements: [[Int]]())
      }
      return try statements(classCount: classCount)
    }
    guard members["ballots"] != nil else { return BallotList(classCount: classCount) }
    var scales: [ConfidenceScale?] = []
    if members["confidence_thousandths"] != nil {
      for values in try rows("confidence_thousandths") {
        let confidences = values.map { Double($0) / 1000 }
        guard zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }),
          confidences.allSatisfy((0...1).contains)
        else { throw .unreadableFile(reason: "a voter's confidences are not ascending") }
        scales.append(confidences.isEmpty ? nil : ConfidenceScale(values: confidences))
      }
      guard scales.count == voterCount else {
        throw .unreadableFile(reason: "there are not as many rows of confidences as voters")
      }
    }
    // Votes are stored in two bytes.
    guard try rows("ballots").count + classCount <= Int(Int16.max) else {
      throw .unreadableFile(reason: "there are more than \(Int16.max) ballots")
    }
    let levelCount = scales.reduce(0) { max($0, $1?.levelCount ?? 0) }
    var others: [(classes: [Int], level: Int?)] = []
    for row in try rows("ballots") {
      let classes = Array(row.dropFirst())
      guard let level = row.first, (-1..<max(levelCount, 0)).contains(level),
        !classes.isEmpty, classes.count < max(classCount, 2),
        classes.allSatisfy({ (0..<classCount).contains($0) }),
        zip(classes, classes.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .unreadableFile(reason: "a ballot names no set of classes, or no level") }
      others.append((classes, level < 0 ? nil : level))
    }
    let ballots = BallotList(classCount: classCount, others: others, scales: scales)
    guard ballots.count == classCount + others.count else {
      throw .unreadableFile(reason: "a ballot stands there twice")
    }
    return ballots
  }

  /// What votes on documents of several classes may say.
  private func statements(classCount: Int) throws(LabelModelError) -> BallotList {
    let sets = try rows("ballots")
    let isSound = sets.allSatisfy { set in
      !set.isEmpty && set.allSatisfy { (0..<(2 * classCount)).contains($0) }
        && zip(set, set.dropFirst()).allSatisfy { $0 < $1 }
        && !set.contains { $0 < classCount && set.contains($0 + classCount) }
    }
    guard isSound, sets.count + classCount <= Int(Int16.max) else {
      throw .unreadableFile(reason: "a ballot makes no statements, or contradicts itself")
    }
    let ballots = BallotList(classCount: classCount, statements: sets)
    guard ballots.sets.dropFirst(classCount).elementsEqual(sets) else {
      throw .unreadableFile(reason: "the ballots are not in order")
    }
    return ballots
  }

  /// The sets of classes that gold labels name.
  private func goldSets(classCount: Int) throws(LabelModelError) -> [[Int]] {
    let sets = try rows("gold_sets")
    let isSound = sets.allSatisfy { set in
      set.allSatisfy { (0..<classCount).contains($0) }
        && zip(set, set.dropFirst()).allSatisfy { $0 < $1 }
    }
    guard isSound, sets.count <= Int(Int16.max), Set(sets).count == sets.count else {
      throw .unreadableFile(reason: "'gold_sets' are not different sets of classes")
    }
    return sets
  }

  /// Whether a member says true; files say only what is out of the ordinary.
  ///
  /// - Throws: ``LabelModelError/unreadableFile(reason:)`` for what is neither true nor false.
  func isTrue(_ key: String) throws(LabelModelError) -> Bool {
    guard members[key] != nil else { return false }
    return try decoded(Bool.self, key)
  }

  /// What the voters are; files of tables do not say so.
  ///
  /// - Throws: ``LabelModelError/unreadableFile(reason:)`` for what is neither kind.
  func voterKind() throws(LabelModelError) -> VoterKind? {
    guard members["voter_kind"] != nil else { return nil }
    return try decoded(VoterKind.self, "voter_kind")
  }

  /// Whether a sum of this many documents, of a thousand shards and more, fits an integer.
  private static func isCountable(_ counts: [Int]) -> Bool {
    counts.reduce(0.0) { $0 + Double($1) } <= 0x1p50
  }

  /// The votes of all patterns: triples of voter, ballot and number of votes.
  private func entries(
    voterCount: Int,
    ballotCount: Int
  ) throws(LabelModelError) -> (starts: [Int], entries: [VotePatterns.Entry]) {
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    var vote = (voter: 0, ballot: 0)
    var place = 0
    var last = (voter: -1, ballot: -1)
    var failure: String?
    try forEachNumber(of: "votes", depth: 2) { number in
      switch place {
      case 0: vote.voter = number
      case 1: vote.ballot = number
      default:
        let isKnown =
          0 <= vote.voter && vote.voter < voterCount
          && 0 <= vote.ballot && vote.ballot < ballotCount && number > 0
        guard isKnown else {
          failure = failure ?? "a pattern names a voter or class that does not exist"
          break
        }
        if last >= vote { failure = failure ?? "a pattern's votes are not in order of voters" }
        last = vote
        entries.append(
          VotePatterns.Entry(voter: vote.voter, ballot: vote.ballot, count: number)
        )
      }
      place = (place + 1) % 3
    } rowEnd: {
      if place != 0 { failure = failure ?? "a pattern's votes are not triples" }
      place = 0
      last = (-1, -1)
      starts.append(entries.count)
    }
    if let failure { throw .unreadableFile(reason: failure) }
    return (starts, entries)
  }

  private func numbers(_ key: String) throws(LabelModelError) -> [Int] {
    var numbers: [Int] = []
    try forEachNumber(of: key, depth: 1) {
      numbers.append($0)
    } rowEnd: {
    }
    return numbers
  }

  private func rows(_ key: String) throws(LabelModelError) -> [[Int]] {
    var rows: [[Int]] = []
    var row: [Int] = []
    try forEachNumber(of: key, depth: 2) {
      row.append($0)
    } rowEnd: {
      rows.append(row)
      row = []
    }
    return rows
  }

  /// Calls back for each whole number of an array, or of the arrays in it.
  ///
  /// The bytes are known to be JSON, so brackets match and numbers are well formed.
  private func forEachNumber(
    of key: String,
    depth: Int,
    _ body: (Int) -> Void,
    rowEnd: () -> Void
  ) throws(LabelModelError) {
    let slice = try slice(key)
    let otherType = LabelModelError.unreadableFile(reason: "'\(key)' has another type")
    guard slice.kind == .array else { throw otherType }
    var open = 0
    var number: Int?
    var isNegative = false
    for byte in bytes[slice.range] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tens, overflows) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, exceeds) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
        guard !overflows, !exceeds, open == depth else { throw otherType }
        number = sum
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: ","), UInt8(ascii: "]"):
        if let value = number { body(isNegative ? -value : value) }
        (number, isNegative) = (nil, false)
        guard byte == UInt8(ascii: "]") else { continue }
        if open == depth { rowEnd() }
        open -= 1
      case UInt8(ascii: "["):
        open += 1
        guard open <= depth else { throw otherType }
      case 0x20, 0x0A, 0x0D, 0x09: continue
      default: throw otherType
      }
    }
  }

  private func decoded<Value: Decodable>(
    _ type: Value.Type,
    _ key: String
  ) throws(LabelModelError) -> Value {
    let slice = try slice(key)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes[slice.range]))
    } catch {
      throw .unreadableFile(reason: "'\(key)' has another type")
    }
  }

  private func slice(_ key: String) throws(LabelModelError) -> JSONSlice {
    guard let slice = members[key] else {
      throw .unreadableFile(reason: "the key '\(key)' is missing")
    }
    return slice
  }
}
