internal import Foundation
internal import LabelingCore
internal import Platform
internal import PluginABI

/// Compiles tasks into plugins, and only when something has changed.
///
/// A finished plugin is kept as `.winnow/plugins/<Task>-<digest>.so` in the
/// task's package, named after a digest of all it was built from: a new build gets a new file
/// name, so no running process ever sees its library change. Builds of one task wait for each
/// other, and one whose sources changed while it was compiled is made again.
package struct PluginBuilder: Sendable {
  private let location: TaskLocation

  /// How often a task is compiled while somebody keeps changing it.
  private static let attemptLimit = 5

  /// Prepares to build a task.
  package init(_ location: TaskLocation) { self.location = location }

  /// Builds the task if needed, and shakes hands with the plugin.
  ///
  /// - Parameters:
  ///   - isForced: Compiles even if nothing seems to have changed.
  ///   - onBuild: Called before the compiler is started, or another build waited for.
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
        hold: PluginLock(path: location.source),
        task: location.name,
        workspace: nil,
        kitDigest: kit
      )
    }
    var finished = isForced ? nil : self.finished(package, kit)
    if finished == nil {
      onBuild()
      finished = try build(package, kit, isForced: isForced)
    }
    guard let finished else { throw PluginError.sourcesChange(task: location.name) }
    return try LoadablePlugin(
      path: finished.path,
      hold: finished.hold,
      task: location.name,
      workspace: package,
      kitDigest: kit
    )
  }

  /// The folders of all sources that the plugin is built from, the task's first; those that are
  /// known when it has not been built yet.
  package var sourceFolders: [String] {
    location.package.flatMap { inputs(in: $0)?.allFolders } ?? [location.source]
  }

  /// What was built last from, if nothing tells otherwise.
  private func inputs(in package: String) -> PluginInputs? {
    PluginInputs(at: inputsPath(package), in: package)
  }

  private func inputsPath(_ package: String) -> String {
    "\(package)/.winnow/build/\(location.name).inputs.json"
  }

  private func path(of digest: Digest, in package: String) -> String {
    "\(package)/.winnow/plugins/\(location.name)-\(digest).so"
  }

  /// The plugin of the sources as they are; `nil` when it has to be built.
  private func finished(_ package: String, _ kit: Digest) -> (path: String, hold: PluginLock)? {
    guard let inputs = inputs(in: package) else { return nil }
    let path = path(of: inputs.digest(with: kit), in: package)
    return PluginLock(path: path).map { (path, $0) }
  }

  /// Compiles the task, once nobody else does, until its sources stay as they are meanwhile.
  ///
  /// - Returns: The plugin; `nil` when the sources never stay.
  private func build(
    _ package: String,
    _ kit: Digest,
    isForced: Bool
  ) throws -> (path: String, hold: PluginLock)? {
    let folder = "\(package)/.winnow/build"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lock = FileLock("\(folder)/\(location.name).lock")
    // Somebody else may have built it while this process waited.
    if !isForced, let finished = finished(package, kit) { return finished }
    for _ in 0..<Self.attemptLimit {
      let start = lock.mark()
      let library = try library(package, kit, isForced: isForced)
      // There is no list where none can be written.
      let inputs = inputs(in: package) ?? PluginInputs(withoutPlanOf: location, in: package)
      let path = path(of: inputs.digest(with: kit), in: package)
      // Asked last: then what was digested is what was compiled.
      guard inputs.areOlder(than: start) else { continue }
      try keep(library, at: path)
      return PluginLock(path: path).map { (path, $0) }
    }
    return nil
  }

  /// Compiles the task: by itself when nothing else has changed since SwiftPM built it, else by
  /// SwiftPM.
  ///
  /// The library that is kept always comes from the recipe, so that both ways make the same bytes.
  /// - Returns: The library's path.
  private func library(_ package: String, _ kit: Digest, isForced: Bool) throws -> String {
    let folder = "\(package)/.winnow/build"
    let path = "\(folder)/\(location.name).json"
    if !isForced, let inputs = inputs(in: package) {
      let basis = inputs.digest(with: kit, leavesOwnOut: true).description
      if let recipe = BuildRecipe(at: path, for: location, basis: basis),
        let library = try cook(recipe, package)
      {
        return library
      }
    }
    // SwiftPM has one plan for all tasks of a package.
    let lock = FileLock("\(folder)/package.lock")
    defer { lock.release() }
    FileSystem.remove(inputsPath(package))
    try buildAll(package)
    let built = "\(package)/.build/release/lib\(location.name).so"
    guard FileManager.default.fileExists(atPath: built) else {
      throw PluginError.noLibrary(task: location.name, expected: built)
    }
    guard let inputs = PluginInputs(of: location, in: package) else {
      PluginInputs(withoutPlanOf: location, in: package).write(to: inputsPath(package))
      return built
    }
    let basis = inputs.digest(with: kit, leavesOwnOut: true).description
    inputs.write(to: inputsPath(package))
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
    FileSystem.remove(recipe.library)
    for (index, job) in recipe.jobs(for: location).enumerated() {
      guard let ending = try? Subprocess.run(job, in: package) else { return nil }
      if index == 0, ending.exitCode == 1, ending.output.contains(": error: ") {
        throw PluginError.buildFailed(task: location.name, output: ending.output)
      }
      guard ending.exitCode == 0 else { return nil }
    }
    return FileSystem.permits(.read, of: recipe.library) ? recipe.library : nil
  }

  private func buildAll(_ package: String) throws {
    // The manifest lists the folders of LabelingFunctions, so a cached one may be stale.
    let command = [
      "/usr/bin/env", "swift", "build", "--package-path", package, "--configuration", "release",
      "--product", location.name, "--manifest-cache", "none", "--disable-build-manifest-caching",
    ]
    var ending = try? Subprocess.run(command)
    if let output = ending?.output, output.contains("was compiled with module cache path") {
      // The package was copied or moved; the compiler cannot fix what it kept at the old place.
      Self.removeKeptModules(in: "\(package)/.build")
      ending = try? Subprocess.run(command)
    }
    guard let ending, ending.exitCode != 127 else { throw PluginError.noCompiler }
    guard ending.exitCode == 0 else {
      throw PluginError.buildFailed(task: location.name, output: ending.output)
    }
  }

  /// Removes what the compiler keeps of C modules, and nothing else: the programs of a checkout may
  /// be beside it, this one among them.
  private static func removeKeptModules(in build: String) {
    for platform in (try? FileManager.default.contentsOfDirectory(atPath: build)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(build)/\(platform)/release/ModuleCache")
    }
  }

  /// Copies the library next to its final name and renames it, so that it is whole or absent.
  ///
  /// Only who holds the task's lock does so: what a build that was killed left is removed.
  private func keep(_ built: String, at path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    let partial = "\(path).partial"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for old in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where old.hasPrefix("\(location.name)-") {
        if old.contains(".partial") {
          FileSystem.remove("\(folder)/\(old)")
        } else {
          PluginLock.remove("\(folder)/\(old)")
        }
      }
      try FileManager.default.copyItem(atPath: built, toPath: partial)
    } catch {
      throw PluginError.system(call: "writing '\(path)'", reason: error.localizedDescription)
    }
    try SystemCall.check("rename", FileSystem.rename(partial, to: path))
  }

  /// A digest of LabelingKit, as far as its sources are at hand, and of the compiler.
  private func kitDigest() -> Digest {
    var stream = Digest.Stream()
    SourceTree.add(String(cString: winnow_compiler_identity()), to: &stream)
    SourceTree.add(WINNOW_KIT_VERSION, to: &stream)
    let roots = (location.package.map { [$0] } ?? []) + ExecutablePath.foldersAbove(limit: 4)
    for module in Self.kitModules {
      for root in roots { SourceTree(below: "\(root)/Sources/\(module)").add(to: &stream) }
    }
    return stream.digest
  }

  /// The modules that are linked into a plugin.
  private static let kitModules = [
    "CLinux", "CLiterals", "CPCRE2", "CRE2", "CXXHash", "JSONText", "LabelingKit", "Platform",
    "PluginABI", "TextKit",
  ]
}
