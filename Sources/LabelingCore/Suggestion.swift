/// Finds the name that a misspelled one was probably meant to be.
package enum Suggestion {
  /// Names as a sentence lists them, the last after "or": `csv, tsv or xml`.
  package static func either(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The candidate nearest to `name`, if it is near enough to be a slip.
  ///
  /// Case is ignored; the distance may be at most a third of the name's length,
  /// and at least one edit is always allowed. Ties go to the earlier candidate.
  /// - Complexity: O(*c* · *l*²) for *c* candidates of length *l*.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    let limit = max(1, wanted.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = editDistance(wanted, Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  /// A help line: the nearest candidate if there is one, then the list of all.
  ///
  /// - Parameters:
  ///   - name: What the user wrote.
  ///   - candidates: The valid names; at most 12 are listed.
  ///   - kind: Plural noun for the list, such as `classes`.
  /// - Returns: One line, without a full stop.
  package static func help(for name: String, among candidates: [String], kind: String) -> String {
    let shown = candidates.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    let rest = candidates.count > 12 ? " and \(candidates.count - 12) more" : ""
    let list = candidates.isEmpty ? "there are no \(kind)" : "\(kind) are \(shown)\(rest)"
    guard let near = nearest(to: name, among: candidates) else { return list }
    return "did you mean '\(near)'? \(list)"
  }

  /// Optimal string alignment distance: insert, delete, replace, swap neighbors.
  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty { return b.count }
    if b.isEmpty { return a.count }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, beforeLast[j - 2] + 1)
        }
        row.append(value)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
