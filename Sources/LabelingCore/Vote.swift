/// A vote for a class, or abstain; stored as a class index or −1.
package struct Vote: RawRepresentable, Hashable, Sendable {
  /// Class index, or −1 for abstain.
  package let rawValue: Int16

  /// Wraps a stored value.
  @inlinable
  package init(rawValue: Int16) { self.rawValue = rawValue }

  /// A vote for the class of this index.
  @inlinable
  package init(classIndex: Int) { self.rawValue = Int16(classIndex) }

  /// No opinion.
  package static let abstain = Vote(rawValue: -1)

  /// Whether no class was voted for.
  @inlinable
  package var isAbstain: Bool { rawValue < 0 }

  /// The index of the class voted for; −1 when abstaining.
  @inlinable
  package var classIndex: Int { Int(rawValue) }
}
