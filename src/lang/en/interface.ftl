# What isnad says of itself. The rules' sentences are in rules.ftl.

list-separator = {", "}
# A sentence of another version of isnad, as it was said.
said = { $text }

# One finding.
severity-error = error
severity-warning = warning
severity-info = info
label-cited = cited:
label-found = found:
label-similarity = similarity:
label-url = url:
label-related = see also:
label-help = help:
quoted = “{ $text }”
found-in = (in { $where })
place-note = note { $note }
place-page = page { $page }
place-line = line { $line }
place-paragraph = paragraph { $paragraph }
place-part = part { $part }
place-document = the document

# One document.
header-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
header-rtl = right to left
header-suppressed = { $count ->
    [one] { $count } finding suppressed
   *[other] { $count } findings suppressed
}
label-verdicts = verdicts:
label-findings = findings:
# The number stays on the line of what it counts, by a blank that does not break.
verdict-count = { $count } { $verdict }
verdict-unlinked = unlinked
    .about = no link is expected and none was found: an interview, a back-reference, a comment, a work in print
verdict-missing = missing
    .about = a link is expected and the document holds none
verdict-unchecked = unchecked
    .about = not asked: offline, excluded, not in the record, no network, or the run was stopped
verdict-dead = dead
    .about = conclusively gone
verdict-blocked = blocked
    .about = the site refuses automated readers; look by hand
verdict-unreachable = unreachable
    .about = no conclusive answer after retries: a timeout, a server error, TLS, a refused connection
verdict-mismatched = mismatched
    .about = the page says it is something else: its title, date or publisher is another
verdict-verified = verified
    .about = title or date was compared and agrees, and nothing contradicts
verdict-alive = alive
    .about = it answered; there was too little to compare
count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
count-infos = { $count } info
count-clean = nothing found

# The run.
summary-none = no document was audited
summary-line = { $looked }: { $found }
summary-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
summary-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
summary-citations = { $count ->
    [one] { $count } citation
   *[other] { $count } citations
}
summary-urls = { $count ->
    [one] { $count } other URL
   *[other] { $count } other URLs
}
caveat-incomplete = the run ended before every source was asked
caveat-no-network = there is no network: every source is unchecked, and none is called dead
hint-offline = nothing was asked of the web; without `--offline` every source is looked at
hint-blocked = a blocked source refuses automated readers: it is not dead, open it in a browser
hint-unreachable = an unreachable source gave no conclusive answer: try again later before you replace it
hint-deadline = some sources were not reached in the time given: `--deadline` gives more, and what was seen is remembered
hint-archive = `--archive lookup` looks for archived copies of what is gone
hint-archive-silent = the archive did not answer: whether it has copies is not known, ask it again later
hint-baseline = `isnad baseline write` accepts what is known already, so that only what is new counts
hint-rules = `isnad rules NAME` explains a rule
hint-report = `--report html --open` shows all notes and sources as a page, to filter, decide and print
# The page.
html-skip = Skip to what needs you
html-tagline = citations and footnotes, verified
html-mode-online = the web was asked
html-mode-offline = nothing was asked of the web
html-mode-replay = judged by a record of the web
html-filter = Show by verdict
html-all = all citations
# %shown% and %total% are numbers, which the page itself puts in: here and below.
html-shown = citations shown: %shown% of %total%
html-need = { $count ->
    [0] Nothing needs you
    [one] { $count } place needs you
   *[other] { $count } places need you
}
html-needs-you = Needs you
html-look = Look by hand
html-all-well = Nothing here needs a hand.
html-fine = { $count ->
    [one] { $count } note with nothing against it
   *[other] { $count } notes with nothing against them
}
html-loose = Links outside the notes
html-link = Link
html-loose-fine = { $count ->
    [one] { $count } link outside the notes with nothing against it
   *[other] { $count } links outside the notes with nothing against them
}
html-table = All citations
html-page = Page
html-verdict = Verdict
html-cited-title = Cited title
html-found-title = Found title
html-site = Site
html-status = Status
html-archived = Archived
html-checked = Checked
html-title = Title
html-publisher = Publisher
html-date = Date
html-means = means
html-redirects = { $count ->
    [one] { $count } redirect
   *[other] { $count } redirects
}
html-from-cache = from an earlier run
html-ignored = ignored by the settings:
html-baseline = known before:
html-commented = accepted in a comment:
html-todo = What to do:
html-decision = Your decision
html-accept = accept as it is
html-fix = to be fixed
html-ask = ask the author
html-remark = remark
html-clear = undo
html-by = Your name
html-decisions = Your decisions
html-decided = decided: %done% of %total%
html-save = Save decisions
html-keep = Save this page with them
html-method = How it was looked, and what that cannot tell
html-method-how = Every numbered note was read, each citation paired with its URL, and each URL opened once. The cited title, date and publisher were compared with what the page says of itself and, where that differs, with its text.
html-method-limits = A site that refuses automated readers may be perfectly well: “blocked” asks you to open it in a browser. “Unreachable” may pass. “Alive” means that the page answered and there was too little to compare. No verdict says whether the source supports the sentence that cites it.
html-method-decisions = What you decide stays in this page, in this browser. “Save decisions” writes a file for programs (isnad-decisions/1); “Save this page with them” writes the page anew, so that you can send it on.
html-files = Files
# One finding on one line.
statement-cited = ; cited { $text }
statement-found = ; found { $text }
statement-with-help = { $sentence }. What to do: { $help }.
statement-suppressed = suppressed ({ $reason }): { $finding }
# The names of test cases.
case-note = note { $note }: { $about }
case-link = link: { $url }
# The table of the Markdown report.
column-note = Note
column-finding = Finding
column-cited = Cited
column-found = Found
column-source = Source
left-out = { $count ->
    [one] { $count } more finding did not fit here; the other reports of this run have it
   *[other] { $count } more findings did not fit here; the other reports of this run have them
}
note-unchanged = no document has changed since { $revision }
note-fixed = { $count ->
    [one] one finding that { $file } knows is there no more; `isnad baseline prune` takes it out
   *[other] { $count } findings that { $file } knows are there no more; `isnad baseline prune` takes them out
}
note-expired = { $count ->
    [one] one decision of { $file } has expired: what it accepted counts again
   *[other] { $count } decisions of { $file } have expired: what they accepted counts again
}
baseline-written = { $new ->
    [one] { $file } accepts one more finding, { $all } in all
   *[other] { $file } accepts { $new } more findings, { $all } in all
}
baseline-pruned = { $gone ->
    [one] one decision taken out of { $file }, { $left } left
   *[other] { $gone } decisions taken out of { $file }, { $left } left
}
baseline-untold = what is there now could not be told without the network; the baseline stays as it is
note-proxy-silent = nothing came through the proxy: see whether it runs, whether its address is right, and whether it wants a name and a password in that address (--proxy, or https_proxy and http_proxy in the environment)
note-proxy = a proxy resolves the names of hosts: only addresses written out in URLs are guarded
progress-sources = { $done } of { $total } sources
# The rules, listed and explained.
rules-off = off
rules-network = network
rules-headline = { $name } ({ $level })
rules-headline-network = { $name } ({ $level }, needs the network)
