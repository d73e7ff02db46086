package import LabelingCore
internal import Platform
internal import PluginABI

/// A plugin file that fits this host, and what it says of itself.
package struct LoadablePlugin: Sendable {
  /// Name of the task.
  package let task: String
  /// Path of the library.
  package let path: String
  /// Digest of the library.
  package let digest: Digest
  /// Digest of LabelingKit and the compiler it was built with.
  package let kitDigest: Digest
  /// The folder of its package; `nil` for a finished plugin.
  package let workspace: String?
  /// Classes and functions.
  package let manifest: PluginManifest
  /// The executable that plugins run in.
  package let workerPath: String
  private let hold: PluginLock?

  /// Shakes hands with a plugin, in a worker process, and runs its examples.
  ///
  /// - Parameters:
  ///   - path: The library.
  ///   - hold: What keeps it from being cleared away; `nil` for one that nobody clears away.
  ///   - task: The task's name.
  ///   - workspace: The folder of its package, if there is one; source places
  ///     are shown relative to it.
  ///   - kitDigest: Digest of LabelingKit and the compiler.
  /// - Throws: ``PluginError``, which says which side is at fault.
  init(
    path: String,
    hold: PluginLock?,
    task: String,
    workspace: String?,
    kitDigest: Digest
  ) throws {
    self.hold = hold
    do throws(SystemError) {
      digest = Digest(of: try FileSystem.contents(of: path))
    } catch {
      throw PluginError.unloadable(plugin: path, reason: error.description)
    }
    self.task = task
    self.path = path
    self.workspace = workspace
    self.kitDigest = kitDigest
    workerPath = try Self.locateWorker()
    manifest = try PluginManifest(
      json: Self.describe(path, workerPath, relativeTo: workspace ?? "/"),
      task: task,
      plugin: path,
      pluginDigest: digest.description,
      relativeTo: workspace ?? "/"
    )
  }

  /// What the plugin says of itself; its examples run meanwhile.
  private static func describe(
    _ path: String,
    _ workerPath: String,
    relativeTo folder: String
  ) throws -> [UInt8] {
    let arena = try Arena()
    arena.clearDescribed()
    var process = try WorkerProcess(executable: workerPath, mode: "describe", plugin: path)
    try process.start(arenas: [arena.file])
    let outcome = process.waitForAnswer(within: WorkerLimits.loadingTime) {
      arena.describedExample.map { UInt64($0.function) << 32 | UInt64($0.document) } ?? 0
    }
    let reason: String
    switch outcome {
    case .answered: return try checked(process.answer, path)
    case .ended(let ending): reason = ending
    case .overdue: reason = "no answer within \(WorkerLimits.loadingTime)"
    }
    process.stop()
    guard let example = arena.describedExample else {
      throw PluginError.stopsWhileLoading(plugin: path, reason: reason)
    }
    // The process is gone; another one says which example that was.
    let listed = (try? list(path, workerPath)).flatMap {
      PluginManifest.Listing(json: $0, relativeTo: folder)
    }
    throw PluginError.stopsInExample(
      plugin: path,
      listed: listed?.example(Int(example.document), ofFunction: Int(example.function) - 1),
      function: Int(example.function),
      example: Int(example.document) + 1,
      reason: reason
    )
  }

  /// What the plugin says of itself, without running its examples.
  private static func list(_ path: String, _ workerPath: String) throws -> [UInt8] {
    let arena = try Arena()
    var process = try WorkerProcess(executable: workerPath, mode: "list", plugin: path)
    try process.start(arenas: [arena.file])
    guard case .answered = process.waitForAnswer(within: WorkerLimits.loadingTime) else {
      throw PluginError.stopsWhileLoading(plugin: path, reason: "it does not list its functions")
    }
    return try checked(process.answer, path)
  }

  /// A manifest; what else a worker answers says why the plugin does not fit.
  private static func checked(_ answer: [UInt8], _ path: String) throws(PluginError) -> [UInt8] {
    if answer.first == UInt8(ascii: "{"), answer.last == UInt8(ascii: "}") { return answer }
    let lines = String(decoding: answer, as: UTF8.self).split(
      separator: "\n",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let reason = lines.first, lines.count == 2 else { throw .badManifest(plugin: path) }
    throw refusal(path, String(reason), String(lines[1]))
  }

  private static func refusal(_ path: String, _ reason: String, _ fact: String) -> PluginError {
    switch reason {
    case "entry": .noEntry(plugin: path, symbol: fact)
    case "abi": .otherABI(plugin: path, version: fact, expected: Int(WINNOW_ABI_VERSION))
    case "kit": .otherKit(plugin: path, version: fact, expected: WINNOW_KIT_VERSION)
    case "compiler":
      .otherCompiler(
        plugin: path,
        compiler: fact,
        expected: String(cString: winnow_compiler_identity())
      )
    default: .unloadable(plugin: path, reason: fact)
    }
  }

  /// The worker executable: next to this one, or where `WINNOW_WORKER` says.
  private static func locateWorker() throws(PluginError) -> String {
    if let path = Environment.value(of: "WINNOW_WORKER") { return path }
    let folders = [ExecutablePath.folder] + ExecutablePath.foldersAbove(limit: 3)
    for folder in folders {
      let path = "\(folder)/winnow-worker"
      if FileSystem.permits(.execute, of: path) { return path }
    }
    throw .noWorker(folder: ExecutablePath.folder)
  }
}
