// Writes the shipped datasets: `swift run -c release winnow-datasets Datasets`.

internal import DatasetGenerator
internal import Glibc

func complain(_ message: String) {
  _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
}

let arguments = CommandLine.arguments
guard arguments.count == 2, !arguments[1].hasPrefix("-") else {
  complain("usage: winnow-datasets FOLDER\nWrites the shipped datasets below FOLDER.\n")
  exit(arguments.dropFirst() == ["--help"] ? EXIT_SUCCESS : 64)
}

for file in ShippedDatasets.files() {
  let path = "\(arguments[1])/\(file.path)"
  if let failure = FileWriter.write(file.contents, to: path) {
    complain("error: '\(path)' cannot be written: \(failure)\n")
    exit(74)
  }
  print("\(path): \(file.contents.count) bytes")
}
