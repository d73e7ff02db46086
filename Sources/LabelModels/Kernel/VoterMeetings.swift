/// How often two voters vote on the same document, and how often alike.
struct VoterMeetings: Sendable {
  /// Votes of two voters on the same documents.
  struct Meeting: Sendable {
    /// Documents both voted on, once per pair of votes.
    var together = 0.0
    /// Among them, votes for the same set of classes.
    var alike = 0.0
    /// Documents both voted on, each once.
    var documents = 0.0

    @inline(__always)
    fileprivate mutating func add(_ weight: Double, alike isAlike: Bool, isFirst: Bool) {
      together += weight
      if isAlike { alike += weight }
      if isFirst { documents += weight }
    }
  }

  /// Another voter that was met.
  struct Partner: Sendable {
    var voter: Int
    var meeting: Meeting
  }

  /// The voters each voter met; ascending.
  let partners: [[Partner]]

  /// Counts all meetings.
  ///
  /// - Complexity: O(Σ votes² of a row); memory O(pairs of voters that meet).
  init(of table: PairTable) {
    let size = table.voterCount
    var partners = [[Partner]](repeating: [], count: size)
    func note(_ j: Int, _ k: Int, _ meeting: Meeting) {
      partners[j].append(Partner(voter: k, meeting: meeting))
      partners[k].append(Partner(voter: j, meeting: meeting))
    }
    if size <= 1500 {
      var cells = [Meeting](repeating: Meeting(), count: size * size)
      cells.withUnsafeMutableBufferPointer { cells in
        Self.forEachMeeting(in: table) { j, k, alike, isFirst, weight in
          cells[j &* size &+ k].add(weight, alike: alike, isFirst: isFirst)
        }
      }
      for j in 0..<size {
        for k in (j + 1)..<max(size, j + 1) where cells[j * size + k].together > 0 {
          note(j, k, cells[j * size + k])
        }
      }
    } else {
      var cells: [UInt64: Meeting] = [:]
      Self.forEachMeeting(in: table) { j, k, alike, isFirst, weight in
        cells[UInt64(j) << 32 | UInt64(k), default: Meeting()]
          .add(weight, alike: alike, isFirst: isFirst)
      }
      for (key, meeting) in cells { note(Int(key >> 32), Int(key & 0xFFFF_FFFF), meeting) }
      for j in 0..<size { partners[j].sort { $0.voter < $1.voter } }
    }
    self.partners = partners
  }

  /// How often two voters met, or `nil` if they never did.
  func meeting(_ j: Int, _ k: Int) -> Meeting? {
    let list = partners[j]
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].voter < k { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].voter == k ? list[low].meeting : nil
  }

  @inline(__always)
  private static func forEachMeeting(
    in table: PairTable,
    _ body: (_ j: Int, _ k: Int, _ alike: Bool, _ isFirst: Bool, _ weight: Double) -> Void
  ) {
    table.rowPairs.withUnsafeBufferPointer { rowPairs in
      for x in 0..<table.rowCount {
        let range = table.rowStarts[x]..<table.rowStarts[x + 1]
        for first in range {
          let a = Int(rowPairs[first])
          let j = Int(table.pairVoters[a])
          let isFirst =
            first == range.lowerBound || Int(table.pairVoters[Int(rowPairs[first - 1])]) != j
          var last = j
          for second in (first + 1)..<max(range.upperBound, first + 1) {
            let b = Int(rowPairs[second])
            let k = Int(table.pairVoters[b])
            if j == k { continue }
            let isAlike = table.pairSets[a] == table.pairSets[b]
            body(j, k, isAlike, isFirst && k != last, table.counts[x])
            last = k
          }
        }
      }
    }
  }
}
