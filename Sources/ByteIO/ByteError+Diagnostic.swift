package import LabelingCore
internal import Platform

extension ByteError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The error in words, with what to do about it.
  package var diagnostic: Diagnostic {
    switch self {
    case .system(let operation, let path, let error):
      Diagnostic(
        at: SourceLocation(path),
        "cannot \(operation.rawValue): \(error)",
        help: Self.help(for: operation, error)
      )
    case .closedPipe:
      Diagnostic("the reader of the output closed it")
    case .damagedGzip(let path, let damage):
      Self.gzip(path, damage)
    case .unknownEncoding(let name, let path):
      Diagnostic(
        at: SourceLocation(path),
        "unknown encoding '\(name)'",
        help: "pass '--encoding' with a name that 'iconv --list' shows, such as 'utf-8', "
          + "'utf-16', 'latin1' or 'windows-1252'"
      )
    case .undecodable(let location, let byte, let encoding):
      Diagnostic(
        at: location,
        "byte \(Self.hexadecimal(byte)) is not valid in encoding '\(encoding)'",
        help: "pass '--encoding' with the file's encoding"
      )
    case .outputIsInput(let output, let input):
      Diagnostic(
        at: SourceLocation(output),
        output.isExactly(input)
          ? "the output would replace what is read"
          : "the output would replace what is read: it is the same file as '\(input)'",
        help: "name another file"
      )
    case .sameOutput(let first, let second):
      Diagnostic(
        at: SourceLocation(second),
        first.isExactly(second)
          ? "two outputs would go to one file"
          : "two outputs would go to one file: it is the same as '\(first)'",
        help: "name a file for each"
      )
    case .appeared(let path):
      Diagnostic(
        at: SourceLocation(path),
        "another program wrote this file while the output was being made; it was left as it is",
        help: "name another file, or run the command again to replace it"
      )
    case .abandoned:
      Diagnostic("reading was abandoned")
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count == 1 ? "0" : "") + digits
  }

  private static func help(for operation: SystemOperation, _ error: SystemError) -> String? {
    switch error {
    case .notFound where operation == .create: "make the folder first"
    case .notFolder where operation == .create: "part of this path is a file; name a folder"
    case .notFound, .notFolder: "check the path, and the folder you are in"
    case .isFolder:
      operation == .create ? "name a file in it" : "name files in it, not the folder"
    case .accessDenied, .notPermitted, .readOnly:
      "check who may \(operation == .open ? "read" : "write") it"
    case .noSpace, .overQuota:
      operation == .copy
        ? "set TMPDIR to a folder with more room, or save the input to a file"
        : "free some space on the disk, or write elsewhere"
    case .nameTooLong: "give it a shorter name"
    case .tooManyLinks: "its symbolic links lead in a circle; name the file itself"
    default: nil
    }
  }

  private static func gzip(_ path: String, _ damage: GzipDamage) -> Diagnostic {
    let location = SourceLocation(path)
    return switch damage {
    case .notGzip:
      Diagnostic(
        at: location,
        "a '.gz' file begins with gzip's magic bytes",
        help: "rename the file"
      )
    case .truncated:
      Diagnostic(at: location, "the gzip stream is cut short", help: "copy the file again")
    case .corrupt:
      Diagnostic(at: location, "the gzip stream is damaged", help: "'gzip --test' checks the file")
    }
  }
}
