extension AdviceTests {
  /// Of sessions.
  static let sessions = [
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
      text: "leave '--labels' out: the task says how many classes a document has",
      mistake: "session start c.csv -o s.session --task Comments --labels several",
      remedy: ["session start c.csv -o s.session --task Comments"]
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
      text:
        "leave such documents out with '--on-error skip', or start a session of several classes "
        + "with '--labels several'",
      files: [
        "many.csv": "id,label\nc0,\"{\"\"choices\"\":[\"\"ham\"\",\"\"spam\"\"]}\"\nc1,ham\n"
      ],
      before: [start],
      mistake: "session import a.session many.csv",
      remedy: [
        "session import a.session many.csv --on-error skip",
        "session start c.csv --classes ham,spam --labels several -o b.session --no-ask",
        "session import b.session many.csv",
      ]
    ),
    Advice(
      text: "start a session of several classes, or import into a new one, with '--labels several'",
      files: [
        "sets.csv": "item,worker,labels\nc0,ada,ham+spam\nc1,ada,[]\n",
        "sets.jsonl": #"{"text":"win money","label":["ham","spam"]}"# + "\n",
      ],
      before: [start],
      mistake: "session import a.session sets.csv",
      remedy: [
        "session start c.csv --classes ham,spam --labels several -o b.session --no-ask",
        "session import b.session sets.csv",
        "session import n.session sets.jsonl --labels several",
      ]
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
}
