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

  private static let start = "session start c.csv --classes ham,spam -o a.session --no-ask"
  private static let label = "label Comments c.csv -o l.csv --workspace w"

  /// Advice, and how it is followed.
  static let tried: [Advice] =
    reading + fields + votes + runs + models + sessions + tasks

  private static let corpusOfWords = [
    "d.csv": "id,text\n" + (0..<60).map { "c\($0),some words \($0)\n" }.joined()
  ]
  private static let columnOfGold = [
    "g.csv": "id,f,g,gold\na,x,x,x\nb,y,x,y\nc,x,y,x\n",
    "known.csv": "id,label\na,x\nb,y\nc,x\n",
  ]

  private static let reading = [
    Advice(
      text: "pass '--encoding' with a name that 'iconv --list' shows",
      mistake: "convert c.csv o.jsonl --encoding nonsense",
      remedy: ["convert c.csv o.jsonl --encoding latin1"]
    ),
    Advice(
      text: "pass '--encoding' with the file's encoding",
      files: ["e.csv": "id,text\na,é\n"],
      mistake: "convert e.csv o.jsonl --encoding ascii",
      remedy: ["convert e.csv o.jsonl --encoding utf-8"]
    ),
    Advice(
      text: "pass '--encoding windows-1252' if that is the file's encoding",
      bytes: ["e.csv": Array("id,text\na,".utf8) + [0xE9, 0x0A]],
      mistake: "convert e.csv o.jsonl",
      remedy: ["convert e.csv o.jsonl --encoding windows-1252"]
    ),
    Advice(
      text: "pass '--encoding windows-1252' if that is what it is",
      bytes: ["e.xml": Array("<r><d>".utf8) + [0xE9] + Array("</d><d>b</d></r>".utf8)],
      mistake: "convert e.xml o.jsonl --record d",
      remedy: ["convert e.xml o.jsonl --record d --encoding windows-1252"]
    ),
    Advice(
      text: "pass '--format' with ",
      files: ["c.data": "id,text\na,b\n"],
      mistake: "convert c.data o.jsonl",
      remedy: ["convert c.data o.jsonl --format csv"]
    ),
    Advice(
      text: "pass '--record' with an element name or path",
      mistake: "convert cs.xml o.jsonl",
      remedy: ["convert cs.xml o.jsonl --record cs/c"]
    ),
    Advice(
      text: "pass '--record' with one of the repeated elements",
      mistake: "convert cs.xml o.jsonl --record cs/d",
      remedy: ["convert cs.xml o.jsonl --record cs/c"]
    ),
    Advice(
      text: "pass '--on-error skip' to skip bad records",
      mistake: "convert bad.csv o.jsonl --on-error 1",
      remedy: ["convert bad.csv o.jsonl --on-error skip"]
    ),
    Advice(
      text: "'--on-error skip' goes on without such records",
      mistake: "convert bad.csv o.jsonl",
      remedy: ["convert bad.csv o.jsonl --on-error skip"]
    ),
    Advice(
      text: "pass '--separator' or '--quote' if the file uses others",
      files: ["s.csv": "id;text\na;one, two\n"],
      mistake: "convert s.csv o.jsonl",
      remedy: ["convert s.csv o.jsonl --separator ;"]
    ),
    Advice(
      text: "pass '--quote none' if quotes are data in this file",
      files: ["q.csv": "id,text\na,\"one\" two\n"],
      mistake: "convert q.csv o.jsonl",
      remedy: ["convert q.csv o.jsonl --quote none"]
    ),
    Advice(
      text: "name the character around fields, or 'none', with '--quote'",
      files: ["s.csv": "id;text\na;one\n"],
      mistake: "convert s.csv o.jsonl --separator ; --quote ;",
      remedy: ["convert s.csv o.jsonl --separator ; --quote none"]
    ),
    Advice(
      text: "'--rejects FILE' writes them all to a file",
      mistake: "convert bad.csv o.jsonl --on-error skip",
      remedy: ["convert bad.csv o.jsonl --on-error skip --rejects r.jsonl"]
    ),
    Advice(
      text: "or pass one of them with '--output-format'",
      mistake: "apply Comments c.csv -o v.data",
      remedy: ["apply Comments c.csv -o v.data --output-format csv"]
    ),
  ]

  private static let fields = [
    Advice(
      text: "pass '--id-field' with a field that tells the documents apart",
      mistake: "apply Comments dup.csv -o o.csv",
      remedy: ["apply Comments dup.csv -o o.csv --id-field key"]
    ),
    Advice(
      text: "or pass '--id-field' with another field",
      files: ["n.jsonl": "{\"id\":null,\"key\":\"k\",\"text\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv",
      remedy: ["apply Comments n.jsonl -o o.csv --id-field key"]
    ),
    Advice(
      text: "give the record a text, or pass '",
      files: ["n.jsonl": "{\"id\":\"a\",\"text\":null,\"body\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv",
      remedy: ["apply Comments n.jsonl -o o.csv --text-field body"]
    ),
    Advice(
      text: "pass '--text-field' with another field: ",
      files: ["n.jsonl": "{\"text\":\"a\",\"body\":\"b\"}\n{\"body\":\"x\"}\n"],
      mistake: "apply Comments n.jsonl -o o.csv --text-field text",
      remedy: ["apply Comments n.jsonl -o o.csv --text-field body"]
    ),
    Advice(
      text: "pass '--separator' if fields are separated by ",
      files: ["s.csv": "id;text\na;win\nb;thanks\n"],
      mistake: "label Comments s.csv -o o.csv --text-field text",
      remedy: ["label Comments s.csv -o o.csv --text-field text --separator ;"]
    ),
    Advice(
      text: "leave '--class-weights' out, or rename the field in the input",
      files: ["w.csv": "id,gold,class_weight\na,ham,1\nb,spam,1\nc,ham,1\n"],
      mistake: "sample w.csv --class-field gold --class-weights inverse --count 2 -o o.csv",
      remedy: ["sample w.csv --class-field gold --count 2 -o o.csv"]
    ),
    Advice(
      text: "gives it another name",
      files: ["g.csv": "id,text,gold\na,win,spam\nb,thanks,hem\n"],
      mistake: "label Comments g.csv --gold-field gold -o o.csv",
      remedy: ["label Comments g.csv --gold-field gold --gold-map hem=ham -o o.csv"]
    ),
    Advice(
      text: "pass '--prefix' to give output fields another name",
      files: ["t.csv": "id,text,label\na,win,x\nb,thanks,y\n"],
      mistake: "label Comments t.csv -o o.csv",
      remedy: ["label Comments t.csv -o o.csv --prefix w_"]
    ),
    Advice(
      text: "name it with '--text-field",
      files: ["b.csv": "id,body\na,win\nb,thanks\n"],
      mistake: "label Comments b.csv -o o.csv",
      remedy: ["label Comments b.csv -o o.csv --text-field body"]
    ),
    Advice(
      text: "name it with '--stratify'",
      mistake: "sample c.csv --count 9 --stratify sam -o o.csv",
      remedy: ["sample c.csv --count 9 --stratify same -o o.csv"]
    ),
    Advice(
      text: "'--weight-field' names another field",
      mistake: "sample c.csv --count 9 --weight-field none -o o.csv",
      remedy: ["sample c.csv --count 9 --weight-field size -o o.csv"]
    ),
    Advice(
      text: "give the votes that 'winnow apply' wrote for this corpus, and its '--id-field'",
      before: ["apply Comments c.csv -o k.csv --id-field key"],
      mistake: "sample c.csv --count 9 --votes k.csv -o o.csv",
      remedy: ["sample c.csv --count 9 --votes k.csv --id-field key -o o.csv"]
    ),
    Advice(
      text: "pass '--probability-field' to give the output field another name",
      mistake: "sample sampled.csv --count 9 -o o.csv",
      remedy: ["sample sampled.csv --count 9 --probability-field p -o o.csv"]
    ),
    Advice(
      text: "'--uncertainty' reads what 'winnow label' wrote; "
        + "'--label-prefix' names what stands before its fields",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "sample c.csv --count 9 --uncertainty -o o.csv",
      remedy: ["sample p.csv --count 9 --uncertainty --label-prefix w_ -o o.csv"]
    ),
    Advice(
      text: "write --split train=0.8,valid=0.1,test=0.1",
      mistake: "sample c.csv --split a --output-dir s",
      remedy: ["sample c.csv --split train=0.8,valid=0.1,test=0.1 --output-dir s"]
    ),
    Advice(
      text: "ids come from '--id-field'",
      mistake: "show Comments c.csv --id k1",
      remedy: ["show Comments c.csv --id k1 --id-field key"]
    ),
    Advice(
      text: "name the field of known labels with '--gold-field', or leave it out",
      mistake: "label Comments c.csv -o o.csv --gold-field none",
      remedy: [
        "label Comments c.csv -o o.csv --gold-field gold", "label Comments c.csv -o o.csv",
      ]
    ),
    Advice(
      text: "name their field with '--gold-field', or give a file with '--gold'",
      mistake: "errors Comments c.csv",
      remedy: [
        "errors Comments c.csv --gold-field gold", "errors Comments c.csv --gold gold.csv",
      ]
    ),
  ]

  private static let votes = [
    Advice(
      text: "votes are what 'winnow apply' writes, and 'winnow label --provenance' too",
      before: [label],
      mistake: "fit l.csv -o m.json",
      remedy: [
        "apply Comments c.csv -o a.csv", "fit a.csv -o m.json",
        "label Comments c.csv --provenance -o p.csv", "fit p.csv -o m.json",
      ]
    ),
    Advice(
      text: "a corpus has no votes yet: 'winnow apply TASK ",
      files: corpusOfWords,
      mistake: "fit d.csv -o m.json",
      remedy: ["apply Comments d.csv --output votes.csv"]
    ),
    Advice(
      text: "' applies, fits and labels at once",
      files: corpusOfWords,
      mistake: "fit d.csv -o m.json",
      remedy: ["label Comments d.csv -o o.csv"]
    ),
    Advice(
      text: "leave it out with '--exclude ",
      files: [
        "t.csv": "id,f,text\n"
          + (0..<60).map { "c\($0),\($0 % 2 == 0 ? "a" : "b"),words \($0)\n" }
          .joined()
      ],
      mistake: "fit t.csv -o m.json",
      remedy: ["fit t.csv -o m.json --exclude text"]
    ),
    Advice(
      text: "write each name once, separated by commas: --classes ham,spam",
      mistake: "fit v.csv -o m.json --classes ham,ham",
      remedy: ["fit v.csv -o m.json --classes ham,spam"]
    ),
    Advice(
      text: "--columns task,annotator,answer",
      files: ["t.csv": "task,annotator,answer\na,ada,x\na,ben,x\nb,ada,y\nb,ben,x\n"],
      mistake: "fit t.csv -o m.json --columns task",
      remedy: ["fit t.csv -o m.json --columns task,annotator,answer"]
    ),
    Advice(
      text: "'--abstain -1' reads it as no vote",
      files: ["m.csv": "id,f,g,h\na,0,0,\nb,1,1,-1\nc,1,-1,1\nd,0,,0\n"],
      mistake: "fit m.csv -o m.json",
      remedy: ["fit m.csv -o m.json --abstain -1"]
    ),
    Advice(
      text: "if it holds known labels, leave it out with '--exclude ",
      files: columnOfGold,
      mistake: "fit g.csv -o m.json",
      remedy: ["fit g.csv -o m.json --exclude gold"]
    ),
    Advice(
      text: "'--gold FILE'",
      files: columnOfGold,
      mistake: "fit g.csv -o m.json",
      remedy: ["fit g.csv -o m.json --exclude gold --gold known.csv"]
    ),
    Advice(
      text: "name the classes from the lowest to the highest: --ordinal --classes ",
      files: ["r.csv": "item,worker,label\na,ada,poor\na,ben,fair\nb,ada,fair\nb,ben,fair\n"],
      mistake: "analyze r.csv --ordinal",
      remedy: ["analyze r.csv --ordinal --classes poor,fair"]
    ),
    Advice(
      text: "'winnow evaluate' and 'winnow errors' correct by 'inclusion_probability'",
      before: [label],
      mistake: "fit v.csv -o m.json --gold sampled.csv",
      remedy: ["evaluate l.csv --gold sampled.csv", "errors Comments c.csv --gold sampled.csv"]
    ),
    Advice(
      text: "with '--columns' and '--gold-columns'",
      files: ["kl.csv": "id,key,label\na,k1,ham\nb,k2,spam\n"],
      mistake: "evaluate kl.csv --gold keygold.csv",
      remedy: ["evaluate kl.csv --gold keygold.csv --columns key,label --gold-columns key,label"]
    ),
    Advice(
      text: "are there: pass '--prefix ",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "evaluate p.csv --gold gold.csv",
      remedy: ["evaluate p.csv --gold gold.csv --prefix w_"]
    ),
  ]

  private static let runs = [
    Advice(
      text: "'winnow label --no-cache' or of standard input",
      before: [label + " --no-cache", label + " --no-cache"],
      mistake: "diff 1 2 --workspace w",
      remedy: [label, label, "diff 3 4 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' shows the corpus of each run",
      before: [label, "label Comments dup.csv --id-field key -o l.csv --workspace w"],
      mistake: "diff 1 2 --workspace w",
      remedy: ["runs --workspace w"]
    ),
    Advice(
      text: "run 'winnow label' on both with the same '--limit', '--on-error' and fields",
      before: [label, label + " --limit 9"],
      mistake: "diff 1 2 --workspace w",
      remedy: [label + " --limit 9", "diff 2 3 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists them; name two to compare others",
      before: [label, label],
      mistake: "diff 1 --workspace w",
      remedy: ["runs --workspace w", "diff 1 2 --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists them; 'last' is the newest",
      before: [label],
      mistake: "runs show 99 --workspace w",
      remedy: ["runs --workspace w", "runs show last --workspace w"]
    ),
    Advice(
      text: "name labels that a run wrote, or a run: 'winnow runs' lists them",
      before: [label],
      mistake: "report nothing -o p.html --workspace w",
      remedy: ["report l.csv -o p.html --workspace w", "report 1 -o p.html --workspace w"]
    ),
    Advice(
      text: "'winnow runs' lists the runs; '--workspace' names another workspace",
      before: [label],
      mistake: "verify c.csv --workspace w",
      remedy: ["runs --workspace w"]
    ),
    Advice(
      text: "name the workspace with '--workspace'",
      mistake: "runs",
      hasWorkspace: false
    ),
    Advice(
      text: "runs are written down by 'winnow label', 'apply', 'analyze' and 'dev'",
      mistake: "runs --workspace w",
      remedy: [
        label, "apply Comments c.csv -o a.csv --workspace w",
        "analyze Comments c.csv --workspace w", "runs --workspace w",
      ]
    ),
    Advice(
      text: "'--limit' shows more of them",
      before: [label, label],
      remedy: ["diff 1 2 --limit 50 --workspace w"]
    ),
    Advice(
      text: "' shows what went into it",
      before: [label],
      remedy: ["runs show 1 --workspace w"]
    ),
    Advice(
      text: "run the command again, or with '--no-cache'",
      remedy: [label + " --no-cache"]
    ),
    Advice(
      text: "'winnow verify FILE' shows what has changed",
      before: [label],
      remedy: ["verify l.csv --workspace w", label, "report last -o p.html --workspace w"]
    ),
  ]

  private static let models = [
    Advice(
      text: "give the output of 'winnow label', or name a field of classes with ",
      mistake: "train c.csv -o m.endmodel",
      remedy: [label, "train l.csv -o m.endmodel"]
    ),
    Advice(
      text: "'--label-field FIELD'",
      mistake: "train c.csv -o m.endmodel",
      remedy: ["train c.csv -o m.endmodel --label-field gold"]
    ),
    Advice(
      text: "name the field of gold labels with '--gold-field FIELD'",
      before: [label],
      mistake: "train l.csv -o m.endmodel",
      remedy: ["train l.csv -o m.endmodel --gold-field gold"]
    ),
    Advice(
      text: "a smaller '--inverse-regularization' converges sooner",
      before: [label],
      remedy: ["train l.csv -o m.endmodel --inverse-regularization 1"]
    ),
    Advice(
      text: "write one with 'winnow train LABELS --output model.endmodel'",
      before: [label],
      mistake: "classify c.csv --model gold.csv -o o.csv",
      remedy: [
        "train l.csv --output model.endmodel", "classify c.csv --model model.endmodel -o o.csv",
      ]
    ),
    Advice(
      text: "give a smaller '--budget'",
      mistake: "simulate c.csv --gold gold --budget 5000 --repeats 1 --strategies random",
      remedy: ["simulate c.csv --gold gold --budget 20 --repeats 1 --strategies random"]
    ),
    Advice(
      text: "name the field that holds the known labels with '--gold FIELD'",
      mistake: "simulate c.csv --gold same --budget 20 --repeats 1 --strategies random",
      remedy: ["simulate c.csv --gold gold --budget 20 --repeats 1 --strategies random"]
    ),
  ]

  private static let sessions = [
    Advice(
      text: "'winnow session resume ",
      mistake: "session start c.csv --classes ham,spam -o a.session",
      remedy: ["session resume a.session"]
    ),
    Advice(
      text: "start a session with 'winnow session start CORPUS --classes a,b --output FILE'",
      mistake: "session status c.csv",
      remedy: ["session start c.csv --classes a,b --output s.session", "session status s.session"]
    ),
    Advice(
      text: "name another '--output'; 'winnow session resume' continues a session that is there",
      before: [start],
      mistake: start,
      remedy: [
        "session resume a.session", "session start c.csv --classes a,b --output b.session --no-ask",
      ]
    ),
    Advice(
      text: "name the text with '--text-field FIELD' or a task with '--task', or choose "
        + "'--strategy random'",
      files: ["b.csv": "id,body\na,win\nb,thanks\n"],
      mistake: "session start b.csv --classes a,b -o s.session --strategy margin --no-ask",
      remedy: [
        "session start b.csv --classes a,b -o s.session --strategy margin --text-field body",
        "session start c.csv --task Comments -o t.session --strategy margin",
        "session start b.csv --classes a,b -o u.session --strategy random",
      ]
    ),
    Advice(
      text: "name them with '--classes a,b', or a task with '--task'",
      mistake: "session start c.csv -o s.session",
      remedy: [
        "session start c.csv -o s.session --classes a,b",
        "session start c.csv -o t.session --task Comments",
      ]
    ),
    Advice(
      text: "leave '--classes' out, or name at least ",
      mistake: "session start c.csv -o s.session --task Comments --classes ham,eggs",
      remedy: [
        "session start c.csv -o s.session --task Comments",
        "session start c.csv -o t.session --task Comments --classes ham,spam,eggs",
      ]
    ),
    Advice(
      text: "write them like this: --classes negative,positive",
      mistake: "session start c.csv -o s.session --classes one",
      remedy: ["session start c.csv -o s.session --classes negative,positive"]
    ),
    Advice(
      text: "name the corpus that the ids are from with '--corpus FILE'",
      mistake: "session start ask.csv --classes a,b -o s.session",
      remedy: ["session start ask.csv --corpus c.csv --classes a,b -o s.session"]
    ),
    Advice(
      text: "name the corpus that the ids are from, and its '--id-field'",
      files: ["ask.csv": "id,label\nk1,\nk2,\n"],
      mistake: "session start ask.csv --corpus c.csv --classes a,b -o s.session",
      remedy: ["session start ask.csv --corpus c.csv --id-field key --classes a,b -o s.session"]
    ),
    Advice(
      text: "choose another field with '--id-field', or leave it out to number the records",
      mistake: "session start dup.csv --classes a,b -o s.session",
      remedy: ["session start dup.csv --classes a,b -o s.session --id-field key"]
    ),
    Advice(
      text: "' uses them, and hides them from annotators",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "session start p.csv --classes ham,spam -o s.session",
      remedy: ["session start p.csv -o t.session --prefix w_"]
    ),
    Advice(
      text: "leave '--prefix' out, or name the prefix that the labels were written with",
      before: ["label Comments c.csv -o p.csv --prefix w_"],
      mistake: "session start p.csv --classes ham,spam -o s.session --prefix x_",
      remedy: [
        "session start p.csv --classes ham,spam -o t.session",
        "session start p.csv -o u.session --prefix w_",
      ]
    ),
    Advice(
      text: "name yourself with '--annotator NAME'",
      before: [start],
      mistake: "session resume a.session --annotator ''",
      remedy: ["session resume a.session --annotator ada"]
    ),
    Advice(
      text: "answer some questions first with 'winnow session resume ",
      before: [start],
      mistake: "session export a.session --labels --output o.csv",
      remedy: [
        "session resume a.session --lines", "session export a.session --labels --output o.csv",
      ],
      input: "keys.txt"
    ),
    Advice(
      text: "'winnow session annotators SESSION --resume ",
      before: [start, "session annotators a.session --add anna --pause anna"],
      mistake: "session resume a.session --annotator anna --lines",
      remedy: [
        "session annotators a.session --resume anna",
        "session resume a.session --annotator anna --lines",
      ]
    ),
    Advice(
      text: "'winnow session annotators SESSION --role ",
      before: [start, "session annotators a.session --add eve --role adjudicator"],
      mistake: "session resume a.session --annotator ben --adjudicate --lines",
      remedy: [
        "session annotators a.session --role ben=adjudicator",
        "session resume a.session --annotator ben --adjudicate --lines",
      ]
    ),
    Advice(
      text: "'winnow session annotators SESSION --add ",
      before: [start, "session annotators a.session --add anna"],
      mistake: "session resume a.session --annotator anan --lines",
      remedy: [
        "session annotators a.session --add anan",
        "session resume a.session --annotator anan --lines",
      ]
    ),
    Advice(
      text: "'winnow session annotators SESSION --pause ",
      before: [start, "session import a.session answers.csv"],
      mistake: "session annotators a.session --remove ada",
      remedy: ["session annotators a.session --pause ada"]
    ),
    Advice(
      text: "write --role NAME=ROLE for each of them",
      before: [start],
      mistake: "session annotators a.session --add max --role manager --role annotator",
      remedy: ["session annotators a.session --add max --role max=manager"]
    ),
    Advice(
      text: "name one of them with '--format', or as the output's suffix",
      before: [start, "session import a.session answers.csv"],
      mistake: "session export a.session --answers -o o.xml",
      remedy: [
        "session export a.session --answers -o o.xml --format jsonl",
        "session export a.session --answers -o o.tsv",
      ]
    ),
    Advice(
      text: "a format of another tool, such as '--format prodigy'",
      before: [start, "session import a.session answers.csv"],
      mistake: "session export a.session --include all -o o.csv",
      remedy: ["session export a.session --include all -o o.jsonl --format prodigy"]
    ),
    Advice(
      text: "add one with '--add ",
      before: [start],
      mistake: "session annotators a.session --pause ada",
      remedy: ["session annotators a.session --add ada"]
    ),
    Advice(
      text: "see 'winnow ",
      mistake: "session resume a.session --adjudicate --skipped",
      remedy: ["session resume --help"]
    ),
    Advice(
      text: "' goes with --add; of others write --role NAME=ROLE",
      before: [start],
      mistake: "session annotators a.session --role manager",
      remedy: [
        "session annotators a.session --add max --role manager",
        "session annotators a.session --role max=annotator",
      ]
    ),
    Advice(
      text: "settle them with 'winnow session resume ",
      files: ["two.csv": "item,worker,label\nc0,ada,ham\nc0,ben,spam\n"],
      before: [start, "session import a.session two.csv"],
      mistake: "session export a.session --output o.csv",
      remedy: ["session resume a.session --adjudicate"],
      input: "keys.txt"
    ),
    Advice(
      text: "answers with 'winnow session export OLD --answers --output FILE' and "
        + "'winnow session import NEW FILE'",
      before: [start, "session import a.session answers.csv"],
      changes: ["c.csv": "id,text\nc0,other\nc1,words\nc2,now\n"],
      mistake: "session resume a.session",
      remedy: [
        "session export a.session --answers --output old.csv",
        "session start c.csv --classes ham,spam -o b.session",
        "session import b.session old.csv",
      ]
    ),
    Advice(
      text: "or export the answers with 'winnow session export SESSION --output FILE'",
      before: [start, "session import a.session answers.csv"],
      changes: ["c.csv": nil],
      mistake: "session resume a.session",
      remedy: ["session export a.session --output o.csv"]
    ),
    Advice(
      text: "name it with '--format'; formats are ",
      files: ["answers.txt": "id,who\nc0,ada\n"],
      before: [start],
      mistake: "session import a.session answers.txt",
      remedy: ["session import a.session answers.csv --format csv"]
    ),
    Advice(
      text: "leave such documents out with '--on-error skip', or make a session per class",
      files: [
        "many.csv": "id,label\nc0,\"{\"\"choices\"\":[\"\"ham\"\",\"\"spam\"\"]}\"\nc1,ham\n"
      ],
      before: [start],
      mistake: "session import a.session many.csv",
      remedy: ["session import a.session many.csv --on-error skip"]
    ),
    Advice(
      text: "choose one with '--control NAME'; controls are ",
      files: [
        "two.json": #"[{"id":1,"data":{"id":"c0"},"annotations":[{"result":["#
          + #"{"from_name":"s","value":{"choices":["ham"]}},"#
          + #"{"from_name":"t","value":{"choices":["mail"]}}]}]}]"#
      ],
      before: [start],
      mistake: "session import a.session two.json --match id",
      remedy: ["session import a.session two.json --match id --control s"]
    ),
    Advice(
      text: "name the column of the classes with '--control NAME'; ",
      files: ["ls.csv": "annotation_id,annotator,id,s\n5,ada,c0,ham\n"],
      before: [start],
      mistake: "session import a.session ls.csv --match id",
      remedy: ["session import a.session ls.csv --match id --control s"]
    ),
    Advice(
      text: "name its field with '--text-field NAME'; fields are ",
      files: [
        "q.json": #"[{"id":1,"data":{"q":"win money"},"annotations":[{"result":["#
          + #"{"from_name":"s","value":{"choices":["spam"]}}]}]}]"#
      ],
      mistake: "session import a.session q.json",
      remedy: ["session import a.session q.json --text-field q"]
    ),
    Advice(
      text: "import what 'winnow session export SESSION --answers --output FILE' writes",
      files: ["labels.csv": "id,label,source,answers\nc0,ham,agreed,1\n"],
      before: [start, "session import a.session answers.csv"],
      mistake: "session import a.session labels.csv",
      remedy: [
        "session export a.session --answers --output x.csv", "session import a.session x.csv",
      ]
    ),
    Advice(
      text: "texts must be the same as in the session's corpus; '--match id' goes by the ids "
        + "instead",
      files: ["other.jsonl": #"{"id":"c0","text":"edited","label":["ham"]}"# + "\n"],
      before: [start],
      mistake: "session import a.session other.jsonl",
      remedy: ["session import a.session other.jsonl --match id"]
    ),
    Advice(
      text:
        "'winnow fit' takes such votes, as 'winnow stats', 'winnow predict' and 'winnow explain' "
        + "do",
      files: ["sets.csv": "id,f,g,h\n1,a|b,a,c\n2,!c,b,c\n3,c,c@0.9,a\n"],
      mistake: "analyze sets.csv",
      remedy: [
        "fit sets.csv -o m.json", "stats sets.csv -o s.json",
        "predict sets.csv --model m.json -o l.csv", "explain 1 sets.csv --model m.json",
      ]
    ),
    Advice(
      text: "give the class another name, or name the classes with '--classes'",
      files: ["minus.csv": "id,f,g,h\n1,-1|b,b,c\n2,b,,c\n3,c,c,b\n"],
      mistake: "fit minus.csv -o m.json",
      remedy: ["fit minus.csv --classes=-1,b,c -o m.json"]
    ),
    Advice(
      text: "label documents drawn at random with 'winnow sample', or declare '--balance'",
      files: [
        "one.csv": "id,f,g,h\n"
          + (0..<60).map { "\($0),\($0 % 3 == 0 ? "ham,ham,ham" : "spam,spam,spam")\n" }.joined(),
        "gold.csv": "id,label\n" + (0..<20).map { "\($0 * 3),ham\n" }.joined(),
      ],
      mistake: "fit one.csv --gold gold.csv -o m.json --no-checks",
      remedy: [
        "sample c.csv --count 1 -o s.csv",
        "fit one.csv --gold gold.csv --balance ham=0.3,spam=0.7 -o m.json --no-checks",
      ]
    ),
    Advice(
      text: "give each of these records the id of its document",
      files: [
        "twins.csv": "id,text\nc0,same\nc1,same\n",
        "twin.jsonl": #"{"text":"same","label":["ham"]}"# + "\n",
        "told.jsonl": #"{"id":"c1","text":"same","label":["ham"]}"# + "\n",
      ],
      before: ["session start twins.csv --classes ham,spam -o t.session --no-ask"],
      mistake: "session import t.session twin.jsonl",
      remedy: ["session import t.session told.jsonl"]
    ),
    Advice(
      text: "start one with 'winnow session start CORPUS --classes a,b --output FILE', "
        + "then import into it",
      mistake: "session import a.session answers.csv",
      remedy: [
        "session start c.csv --classes ham,spam --output a.session",
        "session import a.session answers.csv",
      ]
    ),
  ]

  private static let tasks = [
    Advice(
      text: "'--on-error mark' says so in a field of the line and goes on",
      files: ["l.jsonl": "{\"text\":\"win\"}\nno document\n"],
      mistake: "worker Comments",
      remedy: ["worker Comments --on-error mark"],
      input: "l.jsonl"
    ),
    Advice(
      text: "write them down again with '--record ",
      remedy: ["test Comments c.csv --record r.csv", "test Comments c.csv --check r.csv"]
    ),
    Advice(
      text:
        "write 'winnow drift TASK OLD-CORPUS NEW-CORPUS', or 'winnow drift OLD-VOTES NEW-VOTES'",
      mistake: "drift Comments c.csv",
      remedy: ["drift Comments c.csv c.csv", "drift v.csv v.csv"]
    ),
    Advice(
      text: "'--buckets' lists them",
      remedy: ["errors Comments c.csv --gold-field gold --buckets 100"]
    ),
    Advice(text: "'--whole' shows all", remedy: ["show Comments c.csv --whole"]),
    Advice(
      text: "no term passes; '--min-precision' and '--min-support' ask for less",
      remedy: ["suggest Comments c.csv --gold-field gold --min-precision 0.1 --min-support 1"]
    ),
    Advice(
      text: "'winnow tasks' lists the tasks",
      mistake: "label c.csv Comments -o o.csv",
      remedy: ["tasks", "label Comments c.csv -o o.csv"]
    ),
    Advice(
      text: "'winnow build TASK'",
      files: ["broken.so": "not a library"],
      mistake: "label ./broken.so c.csv -o o.csv",
      remedy: ["build Comments"]
    ),
    Advice(
      text: "make a stand-alone task with 'winnow new ",
      mistake: "label Mine c.csv -o o.csv",
      remedy: ["new Mine --classes a,b --path mine"],
      hasWorkspace: false
    ),
    Advice(
      text: "add '--path DIR' to make a stand-alone package",
      mistake: "new Mine --classes a,b",
      remedy: ["new Mine --classes a,b --path mine"],
      hasWorkspace: false
    ),
    Advice(
      text: "write them separated by commas: --classes ham,spam",
      mistake: "new Mine --classes ham --path mine",
      remedy: ["new Mine --classes ham,spam --path mine"]
    ),
    Advice(
      text: "name it with '--winnow PATH' or '--winnow URL'",
      remedy: ["new Mine --classes a,b --path mine --winnow https://example.org/winnow.git"]
    ),
    Advice(text: "' shows why", remedy: ["build Comments"]),
  ]

  /// What says that an option is wrong, and is followed by advice or needs none.
  static let facts = [
    "'--on-error' allows ", "'--on-error skip' does not apply", "'--classes' lacks '",
    "to leave out by '--exclude'", "'--ordinal' needs the order of the classes",
    "in '--gold-map' does not name a class", "'--separator' and '--quote' are the same character",
    "'--spreadsheet-safe' goes with CSV and TSV", "in '--bucket' is not a condition",
    "a name occurs twice in '--split'", "the shares in '--split' sum to ",
    "'--corpus' goes with a table of ids", "' has no effect here", "'--mode label'",
    "' goes without other changes of '",
    "say what to do: --count, --share, --split or --class-field", "'--format label-studio'",
    "and '--users' names its users", "only adjudicators settle; see 'winnow session annotators'",
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
    "Winnow learns from an export": "takes Label Studio; 'make test-exchange' has it",
    "start one with 'winnow session start CORPUS --classes a,b --output FILE'":
      "the server says it, and the command line is tried above",
  ]
}
