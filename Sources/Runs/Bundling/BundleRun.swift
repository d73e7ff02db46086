package import ByteIO
internal import Foundation
package import LabelModels
internal import LabelingCore
internal import Platform
internal import PluginABI
package import PluginHost

/// Packs a plugin with all that runs it into one archive, for machines without Swift.
package struct BundleRun {
  private let plugin: LoadablePlugin
  private let model: LabelModelFile.Content?

  /// What was packed.
  package struct Outcome: Sendable {
    /// The manifest that is in the archive.
    package var manifest: BundleManifest
    /// Size of what was packed, before it was compressed.
    package var byteCount: Int
  }

  /// Prepares to pack.
  ///
  /// - Parameters:
  ///   - plugin: The plugin.
  ///   - model: A label model of the same functions, to label with.
  /// - Throws: `LabelModelError` when the model is of other functions or classes.
  package init(plugin: LoadablePlugin, model: LabelModelFile.Content?) throws {
    self.plugin = plugin
    self.model = model
    try model?.check(plugin.manifest)
  }

  /// Writes the archive: `bin/winnow`, the libraries, the plugin, the model, the manifest.
  ///
  /// The same files give the same bytes. They are packed from where they are, and the archive
  /// goes to the output as it comes, so that nothing large is left behind however this ends.
  /// - Parameters:
  ///   - path: Where the archive goes, a `.tar.gz`.
  ///   - plan: The files of the command.
  /// - Returns: What was packed.
  /// - Throws: A `Diagnostic` when a library is missing, a file cannot be written, or one
  ///   changes meanwhile.
  package func write(to path: String, of plan: RunFiles) throws -> Outcome {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "winnow-bundle-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let manifest = try assemble(in: folder)
    let sink = try plan.open(path)
    var byteCount = 0
    // An output named so is compressed on its way.
    let compression =
      path.lowercased().hasSuffix(".gz") ? [] : ["--use-compress-program", "gzip --no-name"]
    let ending = try Subprocess.stream(
      ["/usr/bin/env", "tar", "--create"] + compression + [
        "--dereference", "--sort=name", "--mtime=@0", "--mode=u=rwX,go=rX", "--owner=0",
        "--group=0", "--numeric-owner", "--file", "-", "--directory", folder.path, ".",
      ]
    ) { bytes in
      try sink.write(bytes)
      byteCount += bytes.count
    }
    guard ending.exitCode == 0 else {
      let output = ending.output.trimmingCharacters(in: .whitespacesAndNewlines)
      throw Diagnostic(
        "the archive could not be packed",
        notes: output.isEmpty ? [] : [output],
        help: "install GNU tar and gzip, and see that the files can be read"
      )
    }
    let names = manifest.files.keys.sorted()
    guard try digests(of: names, in: folder) == manifest.files else {
      throw Diagnostic(
        "a program or library changed while it was being packed",
        help: "run the command again when nothing is installed or built"
      )
    }
    try sink.finish()
    return Outcome(manifest: manifest, byteCount: byteCount)
  }

  /// Lays the bundle out: links to what is there already, and what is made for it.
  private func assemble(in folder: URL) throws -> BundleManifest {
    let files = FileManager.default
    for name in ["bin", "lib", "libexec", "plugin"] {
      try files.createDirectory(
        at: folder.appending(path: name),
        withIntermediateDirectories: true
      )
    }
    let pluginPath = "plugin/\(plugin.task).so"
    let own = CurrentProcess.executable ?? "/proc/self/exe"
    var sources = ["libexec/winnow": own, "libexec/winnow-worker": plugin.workerPath]
    sources[pluginPath] = plugin.path
    var libraries = SharedLibraries()
    for source in sources.values { try libraries.add(neededBy: source) }
    for (name, source) in libraries.paths { sources["lib/\(name)"] = source }
    var names = Array(sources.keys)
    for (name, source) in sources {
      try files.createSymbolicLink(
        at: folder.appending(path: name),
        withDestinationURL: URL(filePath: source).resolvingSymlinksInPath()
      )
    }
    try checkClosure(of: sources.keys.sorted(), in: folder)
    for (name, data) in try resources() {
      names.append(name)
      let parent = folder.appending(path: name).deletingLastPathComponent()
      try files.createDirectory(at: parent, withIntermediateDirectories: true)
      try put(data, name, in: folder, mode: 0o644)
    }
    try put(Data(Self.launcher.utf8), "bin/winnow", in: folder, mode: 0o755)
    names.append("bin/winnow")
    if let model {
      try put(Data(LabelModelFile(model).bytes()), "model.json", in: folder, mode: 0o644)
      names.append("model.json")
    }
    let isOfSeveral = plugin.manifest.labels == .several
    let groups = plugin.manifest.labelSpace.groups
    let manifest = BundleManifest(
      version: isOfSeveral ? BundleManifest.version : 1,
      winnow: WINNOW_KIT_VERSION,
      task: plugin.task,
      plugin: pluginPath,
      model: model == nil ? nil : "model.json",
      labels: isOfSeveral ? .several : nil,
      classes: plugin.manifest.labelSpace.classes,
      groups: groups.isEmpty ? nil : groups,
      functions: plugin.manifest.functions.map(\.name),
      architecture: Hardware.architecture,
      files: try digests(of: names, in: folder)
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = try encoder.encode(manifest) + Data([0x0A])
    try put(text, BundleManifest.fileName, in: folder, mode: 0o644)
    return manifest
  }

  /// The files that lookups read, by path within the bundle.
  private func resources() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for function in plugin.manifest.functions {
      guard let path = function.resource else { continue }
      let source =
        function.file.hasPrefix("/")
        ? function.file : "\(plugin.workspace ?? "")/\(function.file)"
      let folder = (source as NSString).deletingLastPathComponent
      let data = FileManager.default.contents(
        atPath: path.hasPrefix("/") ? path : "\(folder)/\(path)"
      )
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains(".."), let data,
        Digest(of: Array(data)).description == function.resourceDigest
      else {
        throw Diagnostic(
          at: function.location,
          "the file '\(path)' of function '\(function.name)' cannot be packed",
          help: "keep it in the task's folder, name it relative to the source, and do not change "
            + "it meanwhile"
        )
      }
      let name = "resources/\(path)"
      guard found[name] == nil || found[name] == data else {
        throw Diagnostic(
          at: function.location,
          "two functions read different files named '\(path)'",
          help: "rename one of them"
        )
      }
      found[name] = data
    }
    return found
  }

  /// SHA-256 of each packed file, as anybody can check it.
  private func digests(of names: [String], in folder: URL) throws -> [String: String] {
    let paths = names.map { folder.appending(path: $0).path }
    let (status, output) = try Program.run("sha256sum", ["--zero", "--"] + paths)
    let digests = output.split(separator: "\0").map { String($0.prefix { $0 != " " }) }
    guard status == 0, digests.count == names.count else {
      throw Diagnostic("'sha256sum' could not read the packed files", help: output)
    }
    return Dictionary(uniqueKeysWithValues: zip(names, digests))
  }

  /// Looks again whether the packed programs find all they need, among the packed libraries.
  private func checkClosure(of names: [String], in folder: URL) throws {
    let own = folder.appending(path: "lib").path
    for name in names {
      var libraries = SharedLibraries()
      try libraries.add(neededBy: folder.appending(path: name).path, lookingIn: own)
      for (library, path) in libraries.paths where !path.hasPrefix(own) {
        throw Diagnostic("'\(name)' would take '\(library)' from '\(path)', not from the bundle")
      }
    }
  }

  private func put(_ data: Data, _ name: String, in folder: URL, mode: Int) throws {
    let target = folder.appending(path: name)
    try data.write(to: target)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target.path)
  }

  /// Starts winnow with the packed libraries; wherever the archive was unpacked.
  private static let launcher = """
    #!/bin/sh
    here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd) || exit 1
    WINNOW_BUNDLE=$here
    WINNOW_WORKER=$here/libexec/winnow-worker
    WINNOW_RESOURCES=$here/resources
    LD_LIBRARY_PATH=$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    export WINNOW_BUNDLE WINNOW_WORKER WINNOW_RESOURCES LD_LIBRARY_PATH
    exec "$here/libexec/winnow" "$@"

    """
}
