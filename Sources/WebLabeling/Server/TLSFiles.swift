internal import LabelingCore
internal import NIOSSL

/// A certificate and its key.
package struct TLSFiles: Hashable, Sendable {
  /// PEM file of the certificate, and of those that vouch for it.
  package var certificatePath: String
  /// PEM file of the private key.
  package var keyPath: String

  /// Names the files.
  package init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }

  /// The files' contents as a configuration: TLS 1.2 and newer.
  ///
  /// - Throws: A `Diagnostic` that names the file that cannot be read.
  func configuration() throws -> TLSConfiguration {
    let chain: [NIOSSLCertificate]
    do {
      chain = try NIOSSLCertificate.fromPEMFile(certificatePath)
    } catch {
      throw unreadable(certificatePath, "certificate")
    }
    guard !chain.isEmpty else { throw unreadable(certificatePath, "certificate") }
    let key: NIOSSLPrivateKey
    do {
      key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
    } catch {
      throw unreadable(keyPath, "private key")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(key)
    )
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }

  private func unreadable(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the file holds no \(what) in PEM format that can be read",
      help: "'openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem' makes both"
    )
  }
}
