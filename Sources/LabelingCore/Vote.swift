/// A vote for a class, or abstain; stored as a class index or −1.
///
/// Public, as Swift inlines no `package` function into another module.
public struct Vote: RawRepresentable, Hashable, Sendable {
  /// Class index, or −1 for abstain.
  public let rawValue: Int16

  /// Wraps a stored value.
  @inlinable
  public init(rawValue: Int16) { self.rawValue = rawValue }

  /// A vote for the class of this index.
  @inlinable
  public init(classIndex: Int) { self.rawValue = Int16(classIndex) }

  /// No opinion.
  public static let abstain = Vote(rawValue: -1)

  /// Whether no class was voted for.
  @inlinable
  public var isAbstain: Bool { rawValue < 0 }

  /// The index of the class voted for; −1 when abstaining.
  @inlinable
  public var classIndex: Int { Int(rawValue) }
}
