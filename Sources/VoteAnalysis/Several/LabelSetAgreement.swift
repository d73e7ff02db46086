package import LabelingCore

/// How far people agree who gave lists of classes to the same documents.
package struct LabelSetAgreement: Hashable, Sendable, Codable {
  /// The agreement on whether documents have a class, a question of yes and no.
  package struct Class: Hashable, Sendable, Codable {
    /// The class' name.
    package let name: String
    /// Share of all answers that say it is there.
    package let presentShare: Double?
    /// The agreement.
    package let agreement: AgreementSummary

    private enum CodingKeys: String, CodingKey {
      case name, agreement
      case presentShare = "present_share"
    }
  }

  /// Krippendorff's alpha of the lists by MASI distance, see ``MASIAgreement``.
  package let masiAlpha: Double?
  /// The agreement on each class, in their order.
  package let classes: [Class]

  private enum CodingKeys: String, CodingKey {
    case masiAlpha = "masi_alpha"
    case classes
  }

  /// Measures the agreement of patterns' voters.
  ///
  /// - Parameter votes: Whole lists: each vote says of every class whether it is there.
  /// - Complexity: O(*k* · sum over rows of *v*²) for rows of *v* votes.
  package init(of votes: VotePatterns) {
    masiAlpha = MASIAgreement.alpha(of: votes)
    classes = votes.labelSpace.classes.enumerated().map { index, name in
      let answers = votes.answering(presenceOf: index)
      var (present, all) = (0, 0)
      for row in 0..<answers.rowCount {
        for entry in answers.entries(of: Int(answers.patternOfRow[row])) {
          present += entry.ballot == 1 ? Int(entry.count) : 0
          all += Int(entry.count)
        }
      }
      return Class(
        name: name,
        presentShare: all > 0 ? Double(present) / Double(all) : nil,
        agreement: AgreementSummary(of: answers)
      )
    }
  }
}

extension VotePatterns {
  /// The same rows where each different list of classes that are present is a class alone.
  ///
  /// So what is measured of it is about the lists as a whole: they are the same or not.
  package var ofWholeLists: VotePatterns {
    let lists = ballots.ballots.indices.map { ballots.presentClasses(of: $0) }
    let distinct = Set(lists).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    return recast(to: LabelSpace(distinct.indices.map { "\($0)" })) { places[lists[$0]] ?? 0 }
  }

  /// The same rows as answers to whether a class is there: 0 for no, 1 for yes.
  func answering(presenceOf index: Int) -> VotePatterns {
    let isPresent = ballots.ballots.indices.map { ballots.presentClasses(of: $0).contains(index) }
    return recast(to: LabelSpace(["no", "yes"])) { isPresent[$0] ? 1 : 0 }
  }

  private func recast(to space: LabelSpace, _ vote: (_ ballot: Int) -> Int) -> VotePatterns {
    var builder = VotePatterns.Builder(voters: voters, labelSpace: space)
    for row in 0..<rowCount {
      builder.append(
        entries: entries(of: Int(patternOfRow[row])).map {
          VotePatterns.Entry(voter: Int($0.voter), ballot: vote(Int($0.ballot)))
        }
      )
    }
    return builder.finish()
  }
}
