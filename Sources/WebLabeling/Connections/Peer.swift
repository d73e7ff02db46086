internal import Glibc
internal import NIOCore

/// Whose connections are counted together.
enum Peer {
  /// An IPv4 address, or the first half of an IPv6 address: one machine has the rest for itself.
  static func name(of address: SocketAddress?) -> String {
    guard case .v6(let found)? = address else { return address?.ipAddress ?? "" }
    let bytes = withUnsafeBytes(of: found.address.sin6_addr) { Array($0) }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
    if isMapped { return bytes[12...].map { String($0) }.joined(separator: ".") }
    return WebText.hexadecimal(bytes.prefix(8))
  }
}
