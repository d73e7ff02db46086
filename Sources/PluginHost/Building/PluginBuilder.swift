internal import Foundation
internal import LabelingCore
internal import PluginABI

/// Compiles tasks into plugins, and only when something has changed.
///
/// A finished plugin is kept as `.winnow/plugins/<Task>-<digest>.so` in the
/// task's package, named after a digest of its sources, of LabelingKit's and of
/// the compiler: a new build gets a new file name, so no running process ever
/// sees its library change.
package struct PluginBuilder: Sendable {
  private let location: TaskLocation

  /// Prepares to build a task.
  package init(_ location: TaskLocation) { self.location = location }

  /// Builds the task if needed, and shakes hands with the plugin.
  ///
  /// - Parameters:
  ///   - isForced: Compiles even if nothing seems to have changed.
  ///   - onBuild: Called before the compiler is started.
  /// - Returns: The plugin, ready to be applied.
  /// - Throws: ``PluginError``; compiler errors come as the compiler wrote them.
  package func plugin(
    isForced: Bool = false,
    onBuild: () -> Void = {}
  ) throws -> LoadablePlugin {
    let kit = kitDigest()
    guard let package = location.package else {
      return try LoadablePlugin(
        path: location.source,
        task: location.name,
        workspace: nil,
        kitDigest: kit
      )
    }
    let path = "\(package)/.winnow/plugins/\(location.name)-\(sourceDigest(package, kit)).so"
    if isForced || !FileManager.default.fileExists(atPath: path) {
      onBuild()
      try build(package)
      try keep(package, at: path)
    }
    return try LoadablePlugin(
      path: path,
      task: location.name,
      workspace: package,
      kitDigest: kit
    )
  }

  private func build(_ package: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // The manifest lists the folders of LabelingFunctions, so a cached one may be stale.
    process.arguments = [
      "swift", "build", "--package-path", package, "--configuration", "release",
      "--product", location.name, "--manifest-cache", "none", "--disable-build-manifest-caching",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw PluginError.noCompiler
    }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 { throw PluginError.noCompiler }
    guard process.terminationStatus == 0 else {
      throw PluginError.buildFailed(
        task: location.name,
        output: String(decoding: output, as: UTF8.self)
      )
    }
  }

  /// Copies the library beside its final name and renames it, so that it is whole or absent.
  private func keep(_ package: String, at path: String) throws {
    let built = "\(package)/.build/release/lib\(location.name).so"
    guard FileManager.default.fileExists(atPath: built) else {
      throw PluginError.noLibrary(task: location.name, expected: built)
    }
    let folder = (path as NSString).deletingLastPathComponent
    let partial = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: partial)
      try FileManager.default.copyItem(atPath: built, toPath: partial)
      for old in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where old.hasPrefix("\(location.name)-") && !old.contains(".partial-") {
        PluginHold.remove("\(folder)/\(old)")
      }
    } catch {
      throw PluginError.system(call: "writing '\(path)'", reason: error.localizedDescription)
    }
    guard rename(partial, path) == 0 else {
      throw PluginError.system(call: "rename", reason: String(cString: strerror(errno)))
    }
  }

  /// A digest of everything that decides what the plugin does.
  private func sourceDigest(_ package: String, _ kit: Digest) -> Digest {
    var stream = Digest.Stream()
    Self.add(kit.description, to: &stream)
    Self.add(filesBelow: location.source, to: &stream)
    FileBytes.read("\(package)/Package.swift")?.withUnsafeBytes { stream.update($0) }
    return stream.digest
  }

  /// A digest of LabelingKit, as far as its sources are at hand, and of the compiler.
  private func kitDigest() -> Digest {
    var stream = Digest.Stream()
    Self.add(String(cString: winnow_compiler_identity()), to: &stream)
    Self.add(WINNOW_KIT_VERSION, to: &stream)
    let roots = (location.package.map { [$0] } ?? []) + ExecutablePath.foldersAbove(limit: 4)
    for module in Self.kitModules {
      for root in roots { Self.add(filesBelow: "\(root)/Sources/\(module)", to: &stream) }
    }
    return stream.digest
  }

  private static func add(_ text: String, to stream: inout Digest.Stream) {
    Array(text.utf8 + [0]).withUnsafeBytes { stream.update($0) }
  }

  private static func add(filesBelow folder: String, to stream: inout Digest.Stream) {
    for file in files(below: folder) {
      add(file, to: &stream)
      FileBytes.read("\(folder)/\(file)")?.withUnsafeBytes { stream.update($0) }
    }
  }

  /// The modules that are linked into a plugin.
  private static let kitModules = [
    "CLiterals", "CPCRE2", "CRE2", "CXXHash", "JSONText", "LabelingKit", "PluginABI",
  ]

  private static func files(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
  }
}
