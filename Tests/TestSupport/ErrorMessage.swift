/// The error that a body throws as the user sees it, or `no error`.
package func errorMessage(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return String(describing: error)
  }
}
