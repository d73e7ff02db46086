internal import Glibc

/// Why the system refused a call: its error number.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number, `errno`.
  package let code: Int32

  /// The error of this number.
  package init(code: Int32) { self.code = code }

  /// The error of the call that failed last on this thread.
  package static var last: SystemError { SystemError(code: errno) }

  /// The system's words for it as a part of a sentence, such as `no such file or directory`.
  package var description: String {
    let words = String(cString: strerror(code))
    // An abbreviation stays as it is.
    let isAbbreviation = words.dropFirst().first?.isUppercase ?? false
    return isAbbreviation ? words : words.prefix(1).lowercased() + words.dropFirst()
  }

  package static let accessDenied = SystemError(code: EACCES)
  package static let closedPipe = SystemError(code: EPIPE)
  package static let exists = SystemError(code: EEXIST)
  package static let inputOutput = SystemError(code: EIO)
  package static let invalidArgument = SystemError(code: EINVAL)
  package static let isFolder = SystemError(code: EISDIR)
  package static let nameTooLong = SystemError(code: ENAMETOOLONG)
  package static let noSpace = SystemError(code: ENOSPC)
  package static let notFolder = SystemError(code: ENOTDIR)
  package static let notFound = SystemError(code: ENOENT)
  package static let notPermitted = SystemError(code: EPERM)
  package static let notSupported = SystemError(code: EOPNOTSUPP)
  package static let notImplemented = SystemError(code: ENOSYS)
  package static let overQuota = SystemError(code: EDQUOT)
  package static let readOnly = SystemError(code: EROFS)
  package static let tooManyLinks = SystemError(code: ELOOP)
  package static let wouldBlock = SystemError(code: EAGAIN)

  /// Whether a file system cannot do what was asked for, though others can.
  package var isUnsupported: Bool {
    [.invalidArgument, .notImplemented, .notSupported].contains(self)
  }

  /// Calls the system, again whenever a signal interrupts it.
  ///
  /// - Parameter call: The call; −1 says that it failed.
  /// - Returns: What it returned.
  /// - Throws: The error of the call.
  @discardableResult
  static func check<Value: FixedWidthInteger & SignedInteger>(
    _ call: () -> Value
  ) throws(SystemError) -> Value {
    while true {
      let value = call()
      if value != -1 { return value }
      if errno != EINTR { throw .last }
    }
  }
}
