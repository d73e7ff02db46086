extension AdviceTests {
  /// Files that are there in every scenario.
  static let files: [String: String] = {
    let comments = CommentCorpus(count: 60).comments
    let rows = comments.enumerated().map { number, comment in
      let text = comment.text.replacing("\"", with: "").replacing("\n", with: " ")
        .replacing(",", with: " ")
      return (number, text, comment.gold)
    }
    return [
      "c.csv": "id,key,text,body,gold,same,none,size\n"
        + rows.map { "c\($0.0),k\($0.0),\($0.1),\($0.1),\($0.2),ham,,\($0.0 + 1)\n" }.joined(),
      // Every id is there twice, every key once.
      "dup.csv": "id,key,text\n"
        + rows.map { "c\($0.0 / 2),k\($0.0),\($0.1)\n" }.joined(),
      "gold.csv": "id,label\n" + rows.map { "c\($0.0),\($0.2)\n" }.joined(),
      "keygold.csv": "id,key,label\n" + rows.map { "z\($0.0),k\($0.0),\($0.2)\n" }.joined(),
      "sampled.csv": "id,label,inclusion_probability\n"
        + rows.map { "c\($0.0),\($0.2),0.5\n" }.joined(),
      "v.csv": "id,f,g,h\n" + rows.map { "c\($0.0),\($0.2),\($0.2),ham\n" }.joined(),
      "bad.csv": "id,text\na,one,two\nb,fine\nc,one,two\n",
      "cs.xml": "<cs><c><text>a</text></c><c><text>b</text></c></cs>",
      "answers.csv": "item,worker,label\nc0,ada,ham\nc1,ada,spam\nc2,ada,ham\n",
      "keys.txt": "ham\nspam\nham\nspam\n",
      "ask.csv": "id,label\nc1,\nc2,\n",
    ]
  }()

  static let start = "session start c.csv --classes ham,spam -o a.session --no-ask"
  static let label = "label Comments c.csv -o l.csv --workspace w"

  /// Advice, and how it is followed.
  static let tried: [Advice] =
    reading + fields + votes + several + spans + runs + models + sessions + sending + tasks

  /// What says that an option is wrong, and is followed by advice or needs none.
  static let facts = [
    "'--on-error' allows ", "'--on-error skip' does not apply", "'--classes' lacks '",
    "to leave out by '--exclude'", "'--ordinal' needs the order of the classes",
    "in '--gold-map' does not name a class", "in '--gold-map' does not lie directly in '",
    "'--separator' and '--quote' are the same character",
    "'--spreadsheet-safe' goes with CSV and TSV", "in '--bucket' is not a condition",
    "a name occurs twice in '--split'", "the shares in '--split' sum to ",
    "'--corpus' goes with a table of ids", "' has no effect here", "'--mode label'",
    "' goes without other changes of '",
    "say what to do: --count, --share, --split or --class-field", "'--format label-studio'",
    "and '--users' names its users", "'--users' names its users",
    "'--create-users' makes users of them",
    "'--silence' does nothing for model '", "does not fit task '", "is for one class a document",
    "only adjudicators settle; see 'winnow session annotators'",
  ]

  /// Advice that is not tried here, and why.
  static let untried = [
    "or choose another field with '--id-field'": "takes input that is too long to be kept",
    "pass '--record' with a smaller element": "takes a record of the greatest length",
    "'--exclude COLUMN' leaves out a column that does not hold votes":
      "takes more classes than there can be; '--exclude' is tried elsewhere",
    "'winnow new' writes the entry into Plugin.swift": "takes a library without the entry",
    "make the bundle again with 'winnow bundle TASK --output FILE.tar.gz'":
      "takes an unpacked bundle that somebody has changed",
    "name the file's format with '--format'":
      "the file is of a known tool there, and no other format fits it",
    "'--new-token' makes others": "the server's tests start it so",
    "choose one with '--port'": "the server's tests start it so",
    "name an address of this machine with '--host'": "the server's tests start it so",
    "name it with '--allow-host'": "the server's tests start it so",
    "'--request-timeout' gives more time": "the server's tests start it so",
    "start the server with a greater '--body-limit'": "the server's tests start it so",
    "start it with 'winnow serve SESSION'": "the server's tests start it so",
    "start it with '--task' and '--model'": "the server's tests start it so",
    "start it with '--task', '--model' and '--ml-backend label-studio'":
      "the server's tests start it so",
    "start the server with '--control NAME', which is ": "the server's tests start it so",
    "look at a part of the corpus with '--limit'":
      "takes more different sets of classes than two bytes tell apart",
    "report a run on a part of the corpus, with '--limit'":
      "takes more different sets of classes than two bytes tell apart",
    "Winnow learns from an export": "takes Label Studio; 'make test-exchange' has it",
    "start one with 'winnow session start CORPUS --classes a,b --output FILE'":
      "the server says it, and the command line is tried above",
  ]
}
