# What isnad says of itself. The rules' sentences are in rules.ftl.

list-separator = {", "}

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
verdict-unlinked = unlinked
    .about = no link is expected and none was found: an interview, a back-reference, a comment, a work in print
verdict-missing = missing
    .about = a link is expected and the document holds none
verdict-unchecked = unchecked
    .about = not asked: offline, excluded, not in the record, or no network
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
hint-rules = `isnad rules NAME` explains a rule
hint-report = `--report json=FILE` writes the whole report, with every note and source, to a file
# The table of the Markdown report.
column-note = Note
column-finding = Finding
column-cited = Cited
column-found = Found
column-source = Source
markdown-left-out = { $count ->
    [one] { $count } more finding did not fit here; the other reports of this run have it
   *[other] { $count } more findings did not fit here; the other reports of this run have them
}
note-proxy = a proxy resolves the names of hosts: only addresses written out in URLs are guarded
progress-sources = { $done } of { $total } sources
