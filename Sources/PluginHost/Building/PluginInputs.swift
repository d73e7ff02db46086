internal import Foundation
internal import LabelingCore
internal import Platform

/// All that a task's plugin is built from: the sources of its target and of all targets it
/// uses, in its package and in others, their manifests, and the compiler.
///
/// SwiftPM's plan tells which these are, so the list is kept next to the build and holds until
/// one of the manifests changes.
struct PluginInputs: Codable {
  /// Version of this file's layout.
  private static let currentVersion = 1

  private let version: Int
  /// The package's folder, without symbolic links: a package that was copied is another one.
  private let package: String
  /// The task's own folder.
  private let own: String
  /// The folders of the other targets.
  private let folders: [String]
  /// Manifests of all packages, and what else is read.
  private let files: [String]
  /// The compiler's path, size and time.
  private let compiler: String

  /// Takes the inputs out of SwiftPM's plan; `nil` when that is not of the expected shape.
  init?(of location: TaskLocation, in package: String) {
    guard let graph = BuildGraph(path: "\(package)/.build/release.yaml"),
      let folder = FileSystem.resolved("\(package)/.build/release"),
      let sources = graph.sources(of: "\(folder)/lib\(location.name).so")
    else { return nil }
    self.init(of: location, in: package, folders: sources.folders, files: sources.files)
  }

  /// What is certain without a plan: the task's sources and the package's manifest.
  init(withoutPlanOf location: TaskLocation, in package: String) {
    self.init(of: location, in: package, folders: ["\(package)/Sources"], files: [])
  }

  private init(
    of location: TaskLocation,
    in package: String,
    folders: Set<String>,
    files: Set<String>
  ) {
    let root = FileSystem.resolved(package) ?? package
    let own = FileSystem.resolved(location.source) ?? location.source
    // What stands below the build folder comes with the resolved versions of packages.
    let outside = { (path: String) in !path.hasPrefix("\(root)/.build/") }
    let others = folders.filter(outside).filter { $0 != own }
    // A folder within another one is listed with it.
    let whole = others.filter { folder in !others.contains { folder.hasPrefix("\($0)/") } }
    var read = files.filter(outside)
    for folder in whole.union([own]) {
      if let manifest = Self.manifest(above: folder) { read.insert(manifest) }
    }
    read.formUnion(["\(root)/Package.swift", "\(root)/Package.resolved"])
    version = Self.currentVersion
    self.package = root
    self.own = own
    self.folders = whole.sorted()
    self.files = read.sorted()
    compiler = Self.compilerOnPath ?? ""
  }

  /// Reads the list that was kept; `nil` when there is none, or for another place or compiler.
  ///
  /// Where there is no compiler a finished plugin is still good.
  init?(at path: String, in package: String) {
    guard let bytes = try? FileSystem.contents(of: path),
      let kept = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      kept.version == Self.currentVersion, kept.package == FileSystem.resolved(package),
      Self.compilerOnPath.map({ $0 == kept.compiler }) ?? true
    else { return nil }
    self = kept
  }

  /// Keeps the list.
  func write(to path: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(self) else { return }
    try? data.write(to: URL(filePath: path), options: .atomic)
  }

  /// A digest of all contents.
  ///
  /// - Parameters:
  ///   - kit: Digest of LabelingKit.
  ///   - leavesOwnOut: Whether the task's own sources are left out.
  /// - Returns: What differs as soon as anything that decides the plugin does.
  func digest(with kit: Digest, leavesOwnOut: Bool = false) -> Digest {
    var stream = Digest.Stream()
    SourceTree.add(kit.description, to: &stream)
    SourceTree.add(compiler, to: &stream)
    for folder in folders + (leavesOwnOut ? [] : [own]) {
      SourceTree.add(folder, to: &stream)
      SourceTree(below: folder).add(to: &stream)
    }
    for file in files {
      SourceTree.add(file, to: &stream)
      (try? FileSystem.contents(of: file))?.withUnsafeBytes { stream.update($0) }
    }
    return stream.digest
  }

  /// Whether nothing has changed since a time; of the file that SwiftPM writes itself, that is
  /// not asked.
  func areOlder(than time: Int) -> Bool {
    (folders + [own]).allSatisfy { SourceTree(below: $0).isOlder(than: time) }
      && files.allSatisfy { file in
        file.hasSuffix("/Package.resolved")
          || SourceTree.isOlder(file, than: time)
      }
  }

  /// The folders of sources, the task's first.
  var allFolders: [String] { [own] + folders }

  /// The manifest of the package that a folder is part of.
  private static func manifest(above folder: String) -> String? {
    var current = folder
    while let slash = current.lastIndex(of: "/") {
      let path = "\(current)/Package.swift"
      if FileSystem.permits(.read, of: path) { return path }
      current = String(current[..<slash])
    }
    return nil
  }

  /// The `swift` that a build would start, as it is today.
  private static var compilerOnPath: String? {
    guard let path = ExecutablePath.ofProgram("swift"), let stamp = FileStamp(of: path) else {
      return nil
    }
    return "\(path) \(stamp.byteCount) \(stamp.modified)"
  }
}
