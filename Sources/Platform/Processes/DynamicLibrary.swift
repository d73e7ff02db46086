internal import Glibc

/// A library that was loaded into the process and stays there.
package struct DynamicLibrary {
  /// Why a library cannot be loaded, in the loader's words.
  package struct Failure: Error {
    package let reason: String
  }

  private let handle: UnsafeMutableRawPointer

  /// Loads a library; other libraries do not see its symbols.
  package init(path: String) throws(Failure) {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw Failure(reason: dlerror().map { String(cString: $0) } ?? "unknown")
    }
    self.handle = handle
  }

  /// The address of a symbol; `nil` when there is none of that name.
  package func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }
}
