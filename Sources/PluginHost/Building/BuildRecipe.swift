internal import Foundation
internal import LabelingCore
internal import Platform

/// The very commands that make a task's plugin, for when nothing but the task has changed.
///
/// SwiftPM plans two packages before it compiles anything, which takes longer than the
/// compiler does. So the commands of its plan are kept, with the stamps of all that went
/// into the plugin besides the task's own sources; any difference asks SwiftPM again.
struct BuildRecipe: Codable {
  /// Version of this file's layout.
  private static let currentVersion = 2

  private let version: Int
  /// Digest of all that goes into the plugin besides the task's own sources.
  private let basis: String
  /// The task's Swift files.
  private let sources: [String]
  /// Stamps of everything else, by path.
  private let stamps: [String: FileStamp]
  /// The compiler's jobs, then the linker's, as SwiftPM would have them.
  private let optimizedJobs: [[String]]
  /// The library that the last job writes.
  let library: String

  /// Takes the recipe out of SwiftPM's plan; `nil` when that is not of the expected shape.
  ///
  /// - Parameters:
  ///   - location: A task that SwiftPM has just built.
  ///   - package: The folder of its package.
  ///   - basis: Digest of what else decides how it is built.
  init?(for location: TaskLocation, in package: String, basis: String) {
    let name = location.name
    guard let graph = BuildGraph(path: "\(package)/.build/release.yaml"),
      let folder = FileSystem.resolved("\(package)/.build/release"),
      let module = graph.command(writing: "\(folder)/Modules/\(name).swiftmodule"),
      let product = graph.command(writing: "\(folder)/lib\(name).so"),
      !module.arguments.isEmpty, !product.arguments.isEmpty
    else { return nil }
    let scratch = "\(package)/.winnow/build/\(name)"
    let own = ["\(folder)/\(name).build/", "\(folder)/\(name).product/", "\(folder)/lib\(name).so"]
    func moved(_ text: String) -> String {
      own.reduce(text) { $0.replacing($1, with: scratch + $1.dropFirst(folder.count)) }
    }
    for file in [
      "\(name).build/output-file-map.json", "\(name).build/sources",
      "\(name).product/Objects.LinkFileList",
    ] {
      guard let bytes = try? FileSystem.contents(of: "\(folder)/\(file)"),
        (try? FileManager.default.createDirectory(
          atPath: ("\(scratch)/\(file)" as NSString).deletingLastPathComponent,
          withIntermediateDirectories: true
        )) != nil,
        (try? moved(String(decoding: bytes, as: UTF8.self))
          .write(toFile: "\(scratch)/\(file)", atomically: true, encoding: .utf8)) != nil
      else { return nil }
    }
    let compile = Self.withoutByproducts(module.arguments).map(moved)
    let link = product.arguments.map(moved)
    optimizedJobs = Self.jobs(of: compile, in: package) + Self.jobs(of: link, in: package)
    library = "\(scratch)/lib\(name).so"
    self.basis = basis
    sources = Self.swiftFiles(in: location.source)
    var paths = graph.ingredients(of: "\(folder)/lib\(name).so")
    paths = paths.filter { path in
      !path.hasPrefix("\(location.source)/") && !own.contains { path.hasPrefix($0) }
    }
    paths.formUnion([compile[0], link[0]])
    if let swift = ExecutablePath.ofProgram("swift") { paths.insert(swift) }
    stamps = paths.reduce(into: [:]) { stamps, path in stamps[path] = FileStamp(of: path) }
    version = Self.currentVersion
  }

  /// Reads a recipe that was kept; `nil` when there is none or it no longer holds.
  init?(at path: String, for location: TaskLocation, basis: String) {
    guard let bytes = try? FileSystem.contents(of: path),
      let kept = try? JSONDecoder().decode(BuildRecipe.self, from: Data(bytes)),
      kept.version == Self.currentVersion, kept.basis == basis,
      kept.sources == Self.swiftFiles(in: location.source),
      ExecutablePath.ofProgram("swift").map({ kept.stamps[$0] != nil }) ?? true,
      kept.stamps.allSatisfy({ FileStamp(of: $0.key) == $0.value })
    else { return nil }
    self = kept
  }

  /// Keeps the recipe for the next change.
  func write(to path: String) {
    guard let data = try? JSONEncoder().encode(self) else { return }
    try? data.write(to: URL(filePath: path), options: .atomic)
  }

  /// The compiler's jobs, then the linker's.
  ///
  /// A task without a function of its author's code is not optimized: its keywords, patterns and
  /// lookups run in LabelingKit, which is, and the optimizer takes most of the compiler's time.
  func jobs(for location: TaskLocation) -> [[String]] {
    if Self.hasOwnCode(sources.map { "\(location.source)/\($0)" }) { return optimizedJobs }
    return optimizedJobs.map { job in job.map { $0 == "-O" ? "-Onone" : $0 } }
  }

  /// Whether `LabelingFunction` is named anywhere, which every closure needs.
  private static func hasOwnCode(_ files: [String]) -> Bool {
    files.contains { file in
      guard let bytes = try? FileSystem.contents(of: file) else { return true }
      return String(decoding: bytes, as: UTF8.self).contains(/\bLabelingFunction\b/)
    }
  }

  private static func swiftFiles(in folder: String) -> [String] {
    SourceTree(below: folder).files.filter { $0.hasSuffix(".swift") }
  }

  /// The compiler's arguments without the files that nothing needs once SwiftPM is left out.
  private static func withoutByproducts(_ arguments: [String]) -> [String] {
    let alone: Set = [
      "-emit-module", "-emit-dependencies", "-serialize-diagnostics", "-parseable-output",
      "-emit-objc-header",
    ]
    let withValue: Set = ["-emit-module-path", "-emit-objc-header-path"]
    var kept: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if withValue.contains(argument) {
        rest = rest.dropFirst()
      } else if !alone.contains(argument) {
        kept.append(argument)
      }
    }
    return kept
  }

  /// What the compiler's driver would start, which saves starting the driver; else the driver.
  private static func jobs(of command: [String], in folder: String) -> [[String]] {
    guard let plan = try? Subprocess.run(command + ["-###"], in: folder), plan.exitCode == 0
    else {
      return [command]
    }
    let jobs = plan.output.split(separator: "\n").compactMap { ShellWords.split(String($0)) }
    let areWhole =
      !jobs.isEmpty && jobs.allSatisfy { FileSystem.permits(.execute, of: $0.first ?? "") }
    // A response file of the driver's own is gone when the driver has ended.
    let needsDriver = jobs.joined().contains { $0.hasPrefix("@/") && !$0.hasPrefix("@\(folder)/") }
    return areWhole && !needsDriver ? jobs : [command]
  }
}
