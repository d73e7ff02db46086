package import LabelingCore

/// What a plugin says of itself.
package struct PluginManifest: Hashable, Sendable, Encodable {
  /// One labeling function.
  package struct Function: Hashable, Sendable, Codable {
    /// Unique name.
    package var name: String
    /// How it decides, as LabelingKit calls it: `keywords`, `pattern`, `lookup` or `code`.
    package var kind: String
    /// Whether it is matched in the text alone, together with the others that are.
    package var isMatched: Bool
    /// Whether the parts of a document that make it match can be told.
    package var tellsParts: Bool
    /// Source file it is declared in.
    package var file: String
    /// Line of the declaration.
    package var line: Int
    /// The classes it can vote for, and other ballots, as files have them; `nil` when only running
    /// it can tell.
    package var classes: [String]?
    /// Number of examples.
    package var exampleCount: Int
    /// Whether it cannot run without a text field.
    package var readsText: Bool
    /// Digest of all that decides its votes; for code, of the plugin.
    package var fingerprint: String
    /// The file a lookup reads, relative to the source file, and its digest.
    package var resource: String?
    /// Digest of the resource.
    package var resourceDigest: String?

    /// Where it is declared.
    package var location: SourceLocation { SourceLocation(file, line: line) }
  }

  /// How many classes a document has.
  package var labels: LabelKind
  /// What functions declare that they say, behind the classes.
  package var ballots: BallotRegister
  /// The groups that classes stand in; `nil` where there are none.
  package var tree: LabelTree? { labelSpace.tree }
  /// Class names in the order of their indices.
  package var labelSpace: LabelSpace
  /// Enumeration case of each class, empty where it is unknown; `nil` for plugins of an older
  /// LabelingKit.
  package var classCases: [String]?
  /// The functions, in the order of the source.
  package var functions: [Function]

  private enum CodingKeys: CodingKey {
    case labels, labelSpace, classCases, functions
  }
}
