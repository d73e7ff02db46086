internal import Foundation
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// What annotators read, as it is now: it may be changed while the session is open.
  ///
  /// - Throws: `StoreError`.
  package func guidance() throws -> SessionGuidance {
    let settings = try store.settings()
    var known: [String: ClassDescription] = [:]
    if let stored = settings[GuidanceSetting.classes] {
      let decoded = try? JSONDecoder().decode(
        [String: ClassDescription].self,
        from: Data(stored.utf8)
      )
      guard let decoded else {
        throw StoreError.damaged(
          path: path,
          kind: .session,
          rule: "'\(GuidanceSetting.classes)' in table 'setting' is not what winnow writes there"
        )
      }
      known = decoded
    }
    return SessionGuidance(
      guidelines: settings[GuidanceSetting.guidelines],
      classes: labelSpace.classes.map { known[$0] ?? ClassDescription() }
    )
  }

  /// Changes what annotators read.
  ///
  /// - Throws: `StoreError`.
  package func setGuidance(_ guidance: SessionGuidance) throws {
    let written = try GuidanceSetting.settings(guidance, of: labelSpace)
    try store.set([
      GuidanceSetting.guidelines: written[GuidanceSetting.guidelines],
      GuidanceSetting.classes: written[GuidanceSetting.classes],
    ])
  }
}

/// How guidance is kept among a session's settings.
enum GuidanceSetting {
  /// The guidelines, as they are.
  static let guidelines = "guidelines"
  /// The descriptions of the classes, JSON.
  static let classes = "class_descriptions"

  /// The settings that keep guidance; what says nothing is left out.
  static func settings(
    _ guidance: SessionGuidance,
    of labelSpace: LabelSpace
  ) throws -> [String: String] {
    var settings: [String: String] = [:]
    settings[guidelines] = guidance.guidelines
    let known = Dictionary(
      zip(labelSpace.classes, guidance.classes).filter { !$0.1.isEmpty },
      uniquingKeysWith: { first, _ in first }
    )
    guard !known.isEmpty else { return settings }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    settings[classes] = String(decoding: try encoder.encode(known), as: UTF8.self)
    return settings
  }
}
