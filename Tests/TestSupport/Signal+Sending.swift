import Glibc
package import Platform

extension Signal {
  /// Sends it to a process.
  package func send(to process: Int32) { Glibc.kill(process, number) }
}
