package import CorpusIO
internal import Foundation
package import LabelingCore
internal import Platform
internal import PluginHost

/// Votes kept from earlier runs, a flat `.votes` file of one voter per function and corpus.
///
/// A column is found by the digest of all that decides its votes: the corpus'
/// bytes and how they are read, LabelingKit and the compiler, and the
/// function's fingerprint. So after a change of one function only that one runs
/// again. Files are written next to their name and renamed, and carry a
/// checksum, so that two processes may share the folder and a damaged file is
/// recomputed. Functions that had faults are not kept.
package struct VoteCache: Sendable {
  /// Bytes that the folder may take; the columns used longest ago make room.
  package static let defaultLimit = 2 << 30

  /// The folder.
  package let folder: String

  /// Remembers digests of files that have not changed.
  package var corpora: (any CorpusMemory)?

  /// The cache in the workspace folder of a package.
  package init(workspace: String) { self.init(folder: "\(workspace)/.winnow/votes") }

  /// The cache in a separate folder.
  package init(folder: String, corpora: (any CorpusMemory)? = nil) {
    self.folder = folder
    self.corpora = corpora
  }

  /// A digest of all that decides which documents there are and what functions see of them.
  ///
  /// - Parameters:
  ///   - plugin: The plugin.
  ///   - source: How the corpus is read.
  ///   - corpus: Digest of its bytes.
  /// - Returns: The key.
  func key(of plugin: LoadablePlugin, on source: CorpusSource, corpus: Digest) -> String {
    let parts = [source.readingKey, plugin.kitDigest.description, corpus.description]
    return Digest(of: parts.joined(separator: "\u{0}")).description
  }

  /// Where the column of each function of a plugin is, or would be.
  func columnPaths(of plugin: LoadablePlugin, key: String) -> [String] {
    plugin.manifest.functions.map { function in
      path(of: [function.fingerprint, function.name], plugin, key)
    }
  }

  /// Where the gold labels of a corpus are, or would be.
  func goldPath(of plugin: LoadablePlugin, key: String) -> String {
    path(of: ["gold"], plugin, key)
  }

  private func path(of parts: [String], _ plugin: LoadablePlugin, _ key: String) -> String {
    let labels = plugin.manifest.labels == .one ? "" : "\u{0}\(plugin.manifest.labels)"
    let labelSpace = plugin.manifest.labelSpace
    // A gold label may name a group, and a record with another one is bad.
    let groups = labelSpace.groups.map { "\u{0}\($0.name)\u{0}\($0.classes)" }.joined()
    let classes = labelSpace.classes.joined(separator: "\u{0}") + labels + groups
    let name = Digest(of: (parts + [classes]).joined(separator: "\u{0}"))
    return "\(folder)/\(key.prefix(16))-\(name).votes"
  }

  /// One file of the cache.
  package struct Entry: Hashable, Sendable {
    /// Its path.
    package var path: String
    /// Its size.
    package var byteCount: Int
    /// When it was used last, in seconds since 1970.
    package var lastUse: Double

    /// Whether it is of a version that kept columns in another format; nothing reads it anymore.
    var isOutdated: Bool { path.hasSuffix(".column") }
  }

  /// All whole files, those used longest ago first.
  package func entries() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !PartialFile.isPartial($0) }.compactMap { name in
      let path = "\(folder)/\(name)"
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let size = attributes[.size] as? Int, let date = attributes[.modificationDate] as? Date
      else { return nil }
      return Entry(path: path, byteCount: size, lastUse: date.timeIntervalSince1970)
    }.sorted { ($0.lastUse, $0.path) < ($1.lastUse, $1.path) }
  }

  /// Removes files until the rest takes at most this many bytes, and what killed processes and
  /// older versions left.
  ///
  /// - Returns: Number of files removed. A run that reads one of them continues
  ///   with what it has opened.
  @discardableResult
  package func trim(to limit: Int) -> Int {
    PartialFile.sweep(folder)
    let entries = entries()
    var total = entries.reduce(0) { $0 + $1.byteCount }
    var removed = 0
    for entry in entries.filter(\.isOutdated) + entries.filter({ !$0.isOutdated }) {
      guard entry.isOutdated || total > limit else { break }
      total -= entry.byteCount
      if (try? FileManager.default.removeItem(atPath: entry.path)) != nil { removed += 1 }
    }
    return removed
  }

  /// Removes all files.
  ///
  /// - Returns: Their number.
  /// - Throws: A `Diagnostic` when some cannot be removed.
  package func clear() throws(Diagnostic) -> Int {
    let removed = trim(to: 0)
    let left = entries().count
    var isReadable = true
    do throws(SystemError) { try FileSystem.check(folder, for: .read) } catch {
      isReadable = error == .notFound
    }
    guard left == 0, isReadable else {
      throw Diagnostic(
        at: SourceLocation(folder),
        isReadable
          ? "\(left) of \(left + removed) files cannot be removed" : "the folder cannot be read",
        help: "only who may write to the folder can clear it"
      )
    }
    return removed
  }
}
