internal import Platform

/// Names the system calls that fail.
enum SystemCall {
  /// The result of a call.
  ///
  /// - Throws: ``PluginError/system(call:reason:)`` with the call's name when it fails.
  @discardableResult
  static func check<Value>(
    _ name: String,
    _ call: @autoclosure () throws(SystemError) -> Value
  ) throws(PluginError) -> Value {
    do throws(SystemError) {
      return try call()
    } catch {
      throw .system(call: name, reason: error.description)
    }
  }
}
