extension AdviceTests {
  private static let spanFiles = [
    "v.csv": "id,f,g,h\na,x,x,y\nb,y,x,y\nc,y,y,x\nd,x,x,x\n",
    "s.json": SpanCommandTests.set(documents: 40, seed: 5),
    "t.json": SpanCommandTests.set(documents: 40, seed: 6),
    "meta.json": SpanCommandTests.facts,
  ]

  /// Of spans of documents.
  static let spans = [
    Advice(
      text: "'winnow predict --format wrench-spans' labels with it, 'winnow model show' shows it",
      files: spanFiles,
      before: ["fit s.json --format wrench-spans -o m.json"],
      mistake: "predict v.csv --model m.json -o l.csv",
      remedy: [
        "predict t.json --format wrench-spans --model m.json -o l.jsonl", "model show m.json",
      ]
    ),
    Advice(
      text: "fit one with 'winnow fit --format wrench-spans'",
      files: spanFiles,
      before: ["fit v.csv -o m.json"],
      mistake: "predict t.json --format wrench-spans --model m.json -o l.jsonl",
      remedy: [
        "fit s.json --format wrench-spans -o m.json",
        "predict t.json --format wrench-spans --model m.json -o l.jsonl",
      ]
    ),
    Advice(
      text: "fit with '--model ",
      files: ["s.json": SpanCommandTests.nestedSet, "meta.json": SpanCommandTests.facts],
      mistake: "fit s.json --format wrench-spans -o m.json",
      remedy: ["fit s.json --format wrench-spans --model span-majority -o m.json"]
    ),
    Advice(
      text:
        "if your entities are nested, fit the functions of each layer alone, with '--functions'",
      files: ["s.json": SpanCommandTests.nestedSet, "meta.json": SpanCommandTests.facts],
      mistake: "fit s.json --format wrench-spans -o m.json",
      remedy: ["fit s.json --format wrench-spans --functions names,long_names -o m.json"]
    ),
    Advice(
      text: "count code points: '--offsets characters'",
      files: ["s.json": SpanCommandTests.accentSet, "meta.json": SpanCommandTests.facts],
      before: ["fit s.json --format wrench-spans -o m.json"],
      mistake:
        "predict s.json --format wrench-spans --model m.json --offsets graphemes -o l.jsonl",
      remedy: [
        "predict s.json --format wrench-spans --model m.json --offsets characters -o l.jsonl"
      ]
    ),
    Advice(
      text: "write each name once, separated by commas: --functions drugs,doses",
      files: spanFiles,
      mistake: "fit s.json --format wrench-spans --functions names,names -o m.json",
      remedy: ["fit s.json --format wrench-spans --functions names,long_names -o m.json"]
    ),
  ]
}
