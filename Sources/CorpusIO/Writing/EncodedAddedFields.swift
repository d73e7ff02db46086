/// The fields added to a document, in the bytes of a writer's format.
///
/// Documents with equal additions share them, which saves most of the work of
/// writing labels: there are far fewer vote patterns than documents.
package struct EncodedAddedFields: Sendable {
  let bytes: [UInt8]
}
