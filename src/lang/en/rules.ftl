# What the rules find, and what to do about it. One message a kind of finding; its attribute `help` says what to do.

missing-source = announces a link (“{ $label }”) that the document does not hold
    .help = add the URL, or take the label out if the work is not online
missing-source-unlabelled = cites a page that was visited, and the document holds no URL for it
    .help = add the URL of the page that was visited
missing-source-likely = an item of { $publisher } that is most likely online has no URL
    .help = add its URL if there is one

links-lost = { $lost } of { $labels } link labels have no URL: the links were most likely lost when the document was converted
    .help = audit the original file, or export it again with its links kept

callout-without-note = the text calls note { $marker }, which is not in the document
    .help = add the note, or correct the callout’s number

duplicate-number = another note has the number { $number } already
    .help = number the notes anew and see which callout means which
duplicate-number-earlier = the first note { $number }

number-gap =
    { $count ->
        [one] the numbering skips { $missing }: note { $before } is followed by note { $after }
       *[other] the numbering skips { $missing } ({ $count } notes): note { $before } is followed by note { $after }
    }
    .help = look for what stood between the two; put it back or number the notes anew

note-without-callout = no place in the text calls note { $marker }
    .help = call the note where it belongs, or delete it
note-without-callout-all = no place in the text calls any of the { $count } notes
    .help = see whether this file holds the notes of another; audit the two together, as one document

unpaired-url = the document lists a URL that no note claims: { $url }
    .help = see which note it belongs to and whether that note still says that it has a link

uncertain-pairing =
    { $count ->
        [one] it is not certain that this is the citation’s URL: it could as well be { $others }
       *[other] it is not certain that this is the citation’s URL: it could as well be one of { $others }
    }
    .help = open the URLs and see which one is meant; a title or a date in the note makes it certain
uncertain-pairing-none =
    { $count ->
        [one] it is not certain whether the citation has a URL: it could be { $others }
       *[other] it is not certain whether the citation has a URL: it could be one of { $others }
    }
uncertain-pairing-alone = it is not certain that this is the citation’s URL
uncertain-pairing-candidate = could be { $url }

link-target-differs = the text says { $printed }, the link under it leads to { $url }
    .help = open both, and make the link lead where the text says, or correct the text

no-sources = neither a note nor a link was found in this document
    .help = see whether it has notes; if it has, audit the file it was made from

damaged-document = a part of the document could not be read: { $defect }
    .help = repair the file, or check that part by hand

malformed-url = this is not a URL: { $url }
    .help = copy the URL anew from the page’s address bar
malformed-url-placeholder = the URL was never filled in: { $url }
malformed-url-file = the URL leads to a file on the writer’s own machine: { $url }
malformed-url-own-machine = the URL leads to the writer’s own machine or network: { $url }
    .help = cite a URL that others can open

malformed-date = “{ $cited }” cannot be a date
    .help = take the date from the page

future-date = the cited date, { $cited }, lies after the day of the audit, { $now }
    .help = take the date from the page; if the audit is of another day, say so with --today
future-date-accessed = the date of access, { $cited }, lies after the day of the audit, { $now }

credentials-in-url = the URL holds a secret in its parameter “{ $parameter }”
    .help = cite the public URL, and have the secret revoked if the document was shared
credentials-in-url-password = the URL holds a user name and a password

hidden-direction-control = the URL holds an invisible direction control ({ $control })
    .help = delete the invisible character, best by typing the text anew
hidden-direction-control-title = the title holds an invisible control that reorders what is seen ({ $control })

home-page-only = the link leads to the home page of { $host }, not to the work
    .help = cite the page of the work

shortened-url = a shortened URL of { $host } hides where it leads
    .help = cite the full URL
shortened-url-known =
    .help = cite { $full }

tracking-parameters =
    { $count ->
        [one] the URL carries a parameter that only tracks its readers: { $parameters }
       *[other] the URL carries parameters that only track its readers: { $parameters }
    }
    .help = cite { $clean }, if it leads to the same page
tracking-parameters-same =
    .help = cite { $clean }, which leads to the same page

insecure-url = the site answers at https for good
    .help = cite { $secure }

inconsistent-citation-title = this URL is cited as “{ $cited }” here and as “{ $other }” in note { $number }
inconsistent-citation-date = this URL is cited with the date { $cited } here and with { $other } in note { $number }
inconsistent-citation =
    .help = open the page, see which of the two it is, and find the URL of the other
inconsistent-citation-earlier = note { $number }

unsourced-attribution = reports what others said (“{ $cue }”), and neither a note nor a link stands by it
    .help = call a note that cites the report, or link to it
unsourced-attribution-quotation = quotes { $cue }, and neither a note nor a link stands by it
unsourced-attribution-line = names its source, “{ $cue }”, and does not link to it
    .help = link to the page that is meant

dead-link = the page is gone: { $status } at two looks
    .help = see whether the page has moved or stands in a web archive, and cite it there
dead-link-since = the page is gone: { $status } at two looks, and at every look since { $since }
dead-link-lately = gone since { $since } only: a warning for now
dead-link-once = the page is gone: { $status } (one look, as recorded)
dead-link-no-such-name = the page is gone: there is no host { $host } (asked twice)
dead-link-no-such-name-once = the page is gone: there is no host { $host } (one look, as recorded)
dead-link-never-archived =
    .help = no archive has a copy of it: check the address, or find the work elsewhere
dead-link-archived =
    .help = cite its archived copy: { $archived }

soft-404 = the page is gone, although the URL answers: it says so itself ({ $signs })
    .help = see whether the page has moved or stands in a web archive, and cite it there
soft-404-sibling = the page is gone, although the URL answers: the site answers a made-up address beside it with the same page
soft-404-signs = the page is gone, although the URL answers: two signs say so ({ $signs })

parked-domain = the page is gone: the domain { $host } is for sale
    .help = see whether the page stands in a web archive, and cite it there

redirected-home = the page is gone: its URL leads to the start of the site, { $home }
    .help = search the site for the work, or see whether it stands in a web archive, and cite it there

title-mismatch = the page is another page: “{ $found }”
    .help = compare the two titles; find the URL of the work that is meant, or correct the title
title-mismatch-weak = the page’s title differs: “{ $found }”
title-mismatch-language = the page is in another language, and nothing on it speaks of the cited title: “{ $found }”

date-mismatch = the cited date is { $cited }, the page says { $found } ({ $found_in })
    .help = open the page and correct the date, or the URL if it leads to another page
date-mismatch-same-month = the cited date is { $cited }, the page says { $found } ({ $found_in }); year and month agree
date-mismatch-month-differs = the cited date is { $cited }, the page says { $found } ({ $found_in }); year and day agree
date-mismatch-year-differs = the cited date is { $cited }, the page says { $found } ({ $found_in }); all but the year agrees
date-mismatch-url = the cited date is { $cited }, the URL says { $found }

content-drifted = the page differs now: “{ $found }”; its archived copy of { $day } is what is cited
    .help = cite the archived copy: { $archived }

publisher-mismatch = the cited publisher is { $cited }, the page names { $found } ({ $found_in })
    .help = see who published the work and name that publisher, or cite the page where the named one did

moved-link = the page has moved for good to { $found }
    .help = cite the new URL

blocked = the site refuses automated readers ({ $status })
    .help = open the link in a browser and compare title and date
blocked-wall = the site puts a challenge before automated readers ({ $status })
blocked-login = the site asks for a login ({ $status })
blocked-login-page = a login stands in the place of the page
blocked-consent = a request for consent stands in the place of the page
blocked-too-many = the site answers automated readers that they ask too often ({ $status })
blocked-legal = the site withholds the page for legal reasons ({ $status })

unreachable = no conclusive answer: the server says { $status }
    .help = run the audit again later, or open the link in a browser
unreachable-not-confirmed = the server says { $status }, and a second look could not confirm it
unreachable-dns = no conclusive answer: the host’s name could not be looked up
unreachable-connect = no conclusive answer: no connection could be made
unreachable-reset = no conclusive answer: the connection broke
unreachable-timeout = no conclusive answer: the server took too long
unreachable-deadline = no conclusive answer within the time allowed
unreachable-guard = not asked: the address is one of a private network
    .help = if the page is meant to be read on that network, allow it with --allow-private
unreachable-redirects = no conclusive answer: the redirects do not end
unreachable-protocol = no conclusive answer: what came back is not HTTP

tls-error = no encrypted connection can be made: { $detail }
    .help = open the link in a browser; if the site stays like that, cite a copy in a web archive
tls-error-expired = the site’s certificate has expired
tls-error-not-yet-valid = the site’s certificate is not valid yet
tls-error-wrong-name = the site’s certificate is for another name
tls-error-self-signed = the site made out its certificate to itself
tls-error-unknown-issuer = nobody who is trusted vouches for the site’s certificate
tls-error-revoked = the site’s certificate was revoked
tls-error-seen =
    .help = the page behind it calls itself “{ $title }”, unverified: open it in a browser, or cite a copy in a web archive

unused-ignore = this ignore of { $rules } covers nothing
    .help = remove it
unused-ignore-setting = the ignore of { $rules } in { $file }, line { $line }, covers nothing
    .help = remove it
unused-ignore-elsewhere = the ignore of { $rules } in { $file }, line { $line }, fits no document and no URL of this run
    .help = remove it, unless it is there for documents that this run did not look at
unused-ignore-expired = the ignore of { $rules } in { $file }, line { $line }, held until { $day } and no longer does
    .help = remove it and repair the citation, or give it a later day
unused-ignore-without-reason = this ignore of { $rules } gives no reason and does not hold
    .help = write the reason after the bracket
unused-ignore-misspelt = this ignore names the rule { $name }, which there is not, and does not hold
    .help = perhaps { $meant } is meant
unused-ignore-unknown-rule = this ignore names the rule { $name }, which there is not, and does not hold
    .help = `isnad rules` lists the rules
unused-ignore-unreadable = “{ $rules }” is no ignore, and does not hold
    .help = write `isnad: ignore[rule] reason`, or `ignore-file[rule] reason` for the whole document

# Why a citation has its verdict, where the verdict alone does not say.

reason-back-reference = refers to an earlier note
reason-comment = cites nothing
reason-connect = no connection could be made
reason-consent = a request for consent stands in the place of the page
reason-date-differs = the date differs
reason-date-elsewhere = the cited date stands in the text of the page, which gives another for its own
reason-date-not-found = the cited date stands nowhere on the page, which gives no other for its own
reason-deadline = not reached in the time there was
reason-dns = the host’s name could not be looked up
reason-drifted = the page differs now, its archived copy agrees
reason-excluded = excluded by the settings
reason-gate = the page shows a login, a consent or a notice in its own place
reason-gone = the page is gone
reason-guard = the address is one of a private network
reason-head-only = only the beginning of the page was read
reason-interrupted = not asked: the run was stopped
reason-interview = an interview or a letter
reason-legal = withheld for legal reasons
reason-login = asks for a login
reason-malformed-url = the URL printed is none that can be asked
reason-needs-scripts = the page shows nothing without scripts
reason-no-page-title = the page has no title to compare with
reason-no-such-name = there is no such host
reason-not-a-page = the answer is not a web page
reason-not-confirmed = gone at one look, not confirmed by a second
reason-not-recorded = not in the record
reason-nothing-to-compare = neither a title nor a date to compare
reason-odd-status = the server’s answer says nothing of the page
reason-offline = not asked: offline
reason-other-language = the page is in another language than the cited title
reason-other-script = the page is in another script than the cited title
reason-parked-domain = the domain is for sale
reason-print = a work in print
reason-protocol = the answer is not HTTP
reason-publisher-differs = the publisher differs
reason-quotation = what is cited is a quotation rather than a title
reason-redirects = the redirects do not end
reason-redirected-home = leads to the start of the site
reason-refused = refuses automated readers
reason-retitled = the headline differs, the day and the words of the page do not
reason-reset = the connection broke
reason-same-work = another URL of the same work agrees
reason-server-error = an error of the server
reason-short-title = the cited title is too short to decide
reason-soft-404 = the page is gone, although the URL answers
reason-timeout = the server took too long
reason-title-and-date-differ = title and date differ
reason-title-differs = the title differs
reason-tls = the encryption failed
reason-too-many-requests = asks for fewer requests
reason-uncertain-pairing = it is not certain which URL is the citation’s
reason-wall = a challenge stands before automated readers
