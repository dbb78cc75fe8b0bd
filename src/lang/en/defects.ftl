# What of a document could not be read. Each stands after a colon in the sentence of damaged-document.

defect-bytes-replaced = bytes that are not { $encoding } were replaced
defect-ends-early = the file ends before its text does
defect-too-large = the document is larger than any that can be read; its end was left off
defect-page-breaks-off = the page breaks off here; notes and links that came after are lost

# What the document draws in, and works that are cited by key.
defect-file-absent = the file { $file } is not in the document’s folder
defect-draws-itself-in = the file draws itself in
defect-bibliography-absent = the bibliography { $file } is not in the document’s folder; what it holds is not checked
defect-bibliography-unknown = the bibliography { $file } is neither BibTeX nor CSL-JSON; what it holds is not checked
defect-item-left-out = an item that is not JSON was left out
defect-entry-twice = the entry { $key } is there twice; the first counts
defect-entry-broken = the entry { $key } is broken; what could be read of it counts
defect-entry-broken-unnamed = an entry without a key is broken; what could be read of it counts

# LaTeX.
defect-braces-open = { $count ->
    [one] one opening brace is never closed
   *[other] { $count } opening braces are never closed
}
defect-commands-too-deep = commands nested too deep were left out
defect-commands-endless = commands that print without end were cut off

# The parts of Word, OpenDocument and EPUB files.
defect-part-missing = { $part } is not there
defect-part-encrypted = { $part } is encrypted
defect-part-too-large = { $part } unfolds to more than is read of one file
defect-part-damaged = { $part } is damaged: { $cause }
damage-too-large = it is too large
damage-too-many = it has more elements than are read of one part
damage-cut-off = it ends before its elements do
damage-too-deep = what nests deeper than { $depth } elements is left out
defect-book-undescribed = { $part } does not say which file describes the book
defect-book-orderless = { $part } does not say in which order the book is read
defect-book-too-large = the book holds more text than is read of one; { $part } and what comes after was left out

# The pages of a PDF.
defect-pages = pages { $first } to { $last }: { $trouble }
defect-no-pages = no page could be found in the file; it is cut off or damaged
defect-pages-lost = the list of the file’s pages is lost, and pages may be missing; it is cut off or damaged
defect-page-large = the page unpacks to more than is read of one page, and was left out
defect-page-damaged = the page is damaged and could not be read
defect-page-slow = the page takes too long to read, and was left out
defect-page-overfull = the page holds more than is read of one page; what comes last was left out
defect-page-picture = the page is a picture without text; recognise its text (OCR) first
defect-page-illegible = the page has no reliable text: its font does not say what the signs stand for; nothing on it was judged
defect-page-unread = the page could not be read: reading the file broke off before it
