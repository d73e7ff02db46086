import Glibc
package import Platform

extension CurrentProcess {
  /// The user it acts for; 0 is the administrator.
  package static var user: UInt32 { getuid() }
}
