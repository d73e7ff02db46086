// Writes the shipped datasets: `swift run -c release winnow-datasets Datasets`.

internal import DatasetGenerator
internal import Platform

func complain(_ message: String) {
  try? FileDescriptor.standardError.writeAll(Array(message.utf8))
}

let arguments = CommandLine.arguments
guard arguments.count == 2, !arguments[1].hasPrefix("-") else {
  complain("usage: winnow-datasets FOLDER\nWrites the shipped datasets below FOLDER.\n")
  CurrentProcess.exit(arguments.dropFirst() == ["--help"] ? 0 : 64)
}

for file in ShippedDatasets.files() {
  let path = "\(arguments[1])/\(file.path)"
  do throws(SystemError) {
    try FileWriter.write(file.contents, to: path)
  } catch {
    complain("error: '\(path)' cannot be written: \(error)\n")
    CurrentProcess.exit(74)
  }
  print("\(path): \(file.contents.count) bytes")
}
