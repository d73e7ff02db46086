/// Takes the next bytes of a file that is written.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void
