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
verdict-missing = missing
verdict-unchecked = unchecked
verdict-dead = dead
verdict-blocked = blocked
verdict-unreachable = unreachable
verdict-mismatched = mismatched
verdict-verified = verified
verdict-alive = alive
count-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
count-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
count-infos = { $count } info
count-none = none

# The run.
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
hint-incomplete = the run ended before every source was asked
hint-no-network = there is no network: every source is unchecked, and none is called dead
hint-offline = nothing was asked of the web; without `--offline` every source is looked at
hint-blocked = a blocked source refuses automated readers: it is not dead, open it in a browser
hint-unreachable = an unreachable source gave no conclusive answer: try again later before you replace it
hint-rules = `isnad rules NAME` explains a rule
hint-report = `--report json=FILE` writes the whole report, with every note and source, to a file
progress-sources = { $done } of { $total } sources
