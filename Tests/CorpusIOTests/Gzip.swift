import ByteIO
import TestSupport

/// Compresses with the program's own writer; `gzip` itself reads it in ``InputTests``.
enum Gzip {
  static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let files = try RunFiles(reads: [], writes: [folder.file("x.gz")])
    try files.write(bytes, to: folder.file("x.gz"))
    try files.commit()
    return try folder.bytes(of: "x.gz")
  }
}
