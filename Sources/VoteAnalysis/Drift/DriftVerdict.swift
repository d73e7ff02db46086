/// What has become of a labeling function.
package enum DriftVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// Nothing has changed beyond chance and the least effect.
  case stable
  /// Its coverage, classes or conflicts have changed.
  case shifted
  /// It has lost most of its coverage.
  case stale
}
