internal import Glibc

/// Runs system calls and turns their failures into errors.
enum SystemCall {
  /// The call's result, repeated while signals interrupt it.
  ///
  /// - Throws: ``PluginError/system(call:reason:)`` when it returns −1.
  @discardableResult
  static func check(_ name: String, _ call: () -> Int32) throws(PluginError) -> Int32 {
    while true {
      let result = call()
      if result != -1 { return result }
      if errno == EINTR { continue }
      throw .system(call: name, reason: String(cString: strerror(errno)))
    }
  }
}
