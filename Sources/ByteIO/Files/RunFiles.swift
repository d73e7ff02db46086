internal import LabelingCore
internal import Platform

/// The files that a command reads and writes, all of them known before the first is opened.
///
/// It is the only way to open an output, so that no option of any command can forget what it
/// holds to: an output is neither an input nor another output, whatever links and
/// names lead to it; all outputs appear together with ``commit()`` or not at all; and a file
/// that somebody else made or replaced meanwhile is left as it is.
///
/// Standard output, pipes and devices are written to directly, as the bytes come.
package final class RunFiles {
  private struct Output {
    let path: String
    let identity: FileIdentity?
    let stream: StreamIdentity?
  }

  private var inputs: [(path: String, identity: FileIdentity)] = []
  private var outputs: [Output] = []
  private var files: [AtomicFile] = []
  /// Folders of outputs that are made with the first output in them.
  private var folders: [String] = []
  /// Folders that were made, those above others first.
  private var madeFolders: [String] = []
  /// Whether outputs are written without a name where the file system can; tests do without.
  package var areNameless = true

  /// Plans a command that so far reads and writes nothing.
  package init() {}

  /// Plans the files of a command.
  ///
  /// - Parameters:
  ///   - reads: Paths that are read, in any way and at any time; `-` is standard input.
  ///   - writes: Paths that are written; `-` is standard output.
  ///   - folder: A folder that outputs go into, which is made if needed; it does not stay if the
  ///     command fails, unless it was interrupted.
  /// - Throws: ``ByteError/outputIsInput(output:input:)``, ``ByteError/sameOutput(_:_:)``, and
  ///   what the system says of a folder that can be none.
  package convenience init(
    reads: [String?],
    writes: [String?],
    into folder: String? = nil
  ) throws(ByteError) {
    self.init()
    try add(reads: reads, writes: writes)
    guard let folder else { return }
    if let status = try? FileStatus(of: folder), status.kind != .folder {
      throw .system(.create, path: folder, .notFolder)
    }
    folders.append(folder)
  }

  deinit { discard() }

  /// Adds files that are known later than the others, such as the corpus that a session names.
  ///
  /// - Throws: As ``init(reads:writes:)``; then nothing has been opened or touched.
  package func add(reads: [String?] = [], writes: [String?] = []) throws(ByteError) {
    for case let path? in reads {
      guard let identity = FileIdentity(path: path) else { continue }
      if let output = outputs.first(where: { $0.identity == identity }) {
        throw .outputIsInput(output: output.path, input: path)
      }
      inputs.append((path, identity))
    }
    for case let path? in writes {
      let identity = FileIdentity(path: path, isOutput: true)
      let stream = StreamIdentity(path: path)
      if let identity, let input = inputs.first(where: { $0.identity == identity }) {
        throw .outputIsInput(output: path, input: input.path)
      }
      let other = outputs.first {
        identity != nil && $0.identity == identity || stream != nil && $0.stream == stream
      }
      if let other { throw .sameOutput(other.path, path) }
      outputs.append(Output(path: path, identity: identity, stream: stream))
    }
  }

  /// Opens an output for writing; a path that ends in `.gz` is compressed.
  ///
  /// - Parameter path: One of the paths that were said to be written.
  /// - Returns: Where to write; what is not finished does not appear.
  /// - Throws: What the system says of the path.
  package func open(_ path: String) throws(ByteError) -> any ByteSink {
    guard let output = outputs.first(where: { $0.path.isExactly(path) }) else {
      preconditionFailure("'\(path)' is not among the files that the command writes")
    }
    guard !path.isEmpty else { throw .system(.create, path: "''", .notFound) }
    let sink = try openPlain(output)
    return path.lowercased().hasSuffix(".gz") ? GzipSink(sink) : sink
  }

  /// Writes a whole output.
  package func write(_ bytes: [UInt8], to path: String) throws(ByteError) {
    try open(path).write(whole: bytes)
  }

  /// Gives all outputs their names, together.
  ///
  /// - Throws: ``ByteError/appeared(path:)`` when a name has become that of another file
  ///   meanwhile, and what the file system says; then no output is there, and what was
  ///   there before is still there.
  package func commit() throws(ByteError) {
    let files = files
    self.files = []
    try PartialFiles.committing { () throws(ByteError) in
      do throws(ByteError) {
        for file in files { try file.publish() }
        for folder in Set(files.map { ExactString($0.folder) }) { try Self.sync(folder.string) }
      } catch {
        for file in files.reversed() { file.discard() }
        throw error
      }
      for file in files { file.settle() }
      madeFolders = []
    }
  }

  /// Gives all outputs up.
  package func discard() {
    for file in files { file.discard() }
    files = []
    // What somebody else has put into one keeps it.
    for folder in madeFolders.reversed() { FileSystem.removeEmptyFolder(folder) }
    madeFolders = []
  }

  /// Makes the folder of an output, with those above it.
  private func makeFolder(_ folder: String) throws(ByteError) {
    var missing: [String] = []
    var path = folder
    while !path.isEmpty, !FileSystem.isTaken(path) {
      missing.append(path)
      let above = FileTarget.split(path).folder
      if above.isExactly(path) { break }
      path = above
    }
    for path in missing.reversed() {
      do throws(SystemError) {
        // One that another program made meanwhile is not this command's to remove.
        if try FileSystem.makeFolder(path) { madeFolders.append(path) }
      } catch {
        throw .system(.create, path: folder, error)
      }
    }
  }

  private func openPlain(_ output: Output) throws(ByteError) -> any ByteSink {
    if let descriptor = FileTarget.descriptor(of: output.path, isOutput: true) {
      return DescriptorSink(descriptor, path: output.path)
    }
    guard let status = try? FileStatus(of: output.path), status.kind != .plain else {
      let folder = FileTarget.split(output.path).folder
      if folders.contains(where: { $0.isExactly(folder) || $0.isExactly("\(folder)/") }) {
        try makeFolder(folder)
      }
      let replaced: FileIdentity? =
        if case .file? = output.identity { output.identity } else { nil }
      let file = try AtomicFile(
        path: output.path,
        replacing: replaced,
        isNameless: areNameless
      )
      files.append(file)
      return file
    }
    do throws(SystemError) {
      let descriptor = try FileDescriptor.open(output.path, for: .writing)
      return DescriptorSink(descriptor, path: output.path, isOwned: true)
    } catch {
      throw .system(.create, path: output.path, error)
    }
  }

  /// Makes new names in a folder permanent.
  static func sync(_ folder: String) throws(ByteError) {
    guard let opened = try? FileDescriptor.open(folder, for: .reading, .isFolder) else { return }
    defer { opened.close() }
    do throws(SystemError) { try opened.sync() } catch {
      // Some file systems cannot sync a folder; the file itself is safe there.
      guard error == .invalidArgument else { throw .system(.sync, path: folder, error) }
    }
  }
}

/// Which stream an output goes to; two outputs must not be mixed in one.
private enum StreamIdentity: Hashable {
  case descriptor(FileDescriptor)
  case pipe(device: UInt64, inode: UInt64)

  /// `nil` for files, folders and devices such as `/dev/null`, which take any number of outputs.
  init?(path: String) {
    let status = try? FileTarget.status(of: path, isOutput: true)
    if let status, status.kind == .pipe || status.kind == .socket {
      self = .pipe(device: status.device, inode: status.inode)
    } else if let descriptor = FileTarget.descriptor(of: path, isOutput: true) {
      self = .descriptor(descriptor)
    } else {
      return nil
    }
  }
}
