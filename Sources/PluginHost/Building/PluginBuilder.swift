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
      let basis = basis(package, kit)
      try keep(build(package, basis: basis, isForced: isForced), at: path)
    }
    return try LoadablePlugin(
      path: path,
      task: location.name,
      workspace: package,
      kitDigest: kit
    )
  }

  /// Compiles the task: by itself when nothing else has changed since SwiftPM built it, else by
  /// SwiftPM.
  ///
  /// The library that is kept always comes from the recipe, so that both ways make the same bytes.
  /// - Returns: The library's path.
  private func build(_ package: String, basis: Digest, isForced: Bool) throws -> String {
    let folder = "\(package)/.winnow/build"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lock = open("\(folder)/\(location.name).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    if lock >= 0 { _ = flock(lock, LOCK_EX) }
    defer { if lock >= 0 { close(lock) } }
    let path = "\(folder)/\(location.name).json"
    let basis = basis.description
    if !isForced, let recipe = BuildRecipe(at: path, for: location, basis: basis),
      let library = try cook(recipe, package)
    {
      return library
    }
    try buildAll(package)
    let built = "\(package)/.build/release/lib\(location.name).so"
    guard FileManager.default.fileExists(atPath: built) else {
      throw PluginError.noLibrary(task: location.name, expected: built)
    }
    guard let recipe = BuildRecipe(for: location, in: package, basis: basis),
      let library = try cook(recipe, package)
    else { return built }
    recipe.write(to: path)
    return library
  }

  /// Runs a recipe's jobs.
  ///
  /// - Returns: The library, or `nil` when SwiftPM had better be asked.
  /// - Throws: ``PluginError/buildFailed(task:output:)`` with what the compiler has to say of the
  ///   task.
  private func cook(_ recipe: BuildRecipe, _ package: String) throws -> String? {
    unlink(recipe.library)
    for (index, job) in recipe.jobs(for: location).enumerated() {
      guard let ending = try? Subprocess.run(job, in: package) else { return nil }
      if index == 0, ending.exitCode == 1, ending.output.contains(": error: ") {
        throw PluginError.buildFailed(task: location.name, output: ending.output)
      }
      guard ending.exitCode == 0 else { return nil }
    }
    return access(recipe.library, R_OK) == 0 ? recipe.library : nil
  }

  private func buildAll(_ package: String) throws {
    // The manifest lists the folders of LabelingFunctions, so a cached one may be stale.
    let command = [
      "/usr/bin/env", "swift", "build", "--package-path", package, "--configuration", "release",
      "--product", location.name, "--manifest-cache", "none", "--disable-build-manifest-caching",
    ]
    var ending = try? Subprocess.run(command)
    if let output = ending?.output, output.contains("was compiled with module cache path") {
      // The package was copied or moved; the compiler cannot mend what it kept at the old place.
      try? FileManager.default.removeItem(atPath: "\(package)/.build")
      ending = try? Subprocess.run(command)
    }
    guard let ending, ending.exitCode != 127 else { throw PluginError.noCompiler }
    guard ending.exitCode == 0 else {
      throw PluginError.buildFailed(task: location.name, output: ending.output)
    }
  }

  /// Copies the library beside its final name and renames it, so that it is whole or absent.
  private func keep(_ built: String, at path: String) throws {
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

  /// A digest of what decides how the plugin is built besides the task's sources.
  ///
  /// The folder is part of it: a recipe names files by their whole paths, and in a package that
  /// was copied it would build the original.
  private func basis(_ package: String, _ kit: Digest) -> Digest {
    var stream = Digest.Stream()
    Self.add(kit.description, to: &stream)
    Self.add(URL(filePath: package).resolvingSymlinksInPath().path, to: &stream)
    for file in ["Package.swift", "Package.resolved"] {
      FileBytes.read("\(package)/\(file)")?.withUnsafeBytes { stream.update($0) }
    }
    return stream.digest
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
