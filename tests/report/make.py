#!/usr/bin/env python3
"""Prints a report as PDF by the programs that people print reports with.

usage: make.py FOLDER LANGUAGE FONT

FOLDER holds report.md, in the few constructs of Markdown that the reports of these tests have. Needs pandoc, LibreOffice,
Chromium, XeTeX and qpdf, and of PyPI typst and weasyprint; what is missing fails. What each writes is kept under its
name, such as libreoffice-tagged.pdf. Other versions write other files: those of the tests are made once and kept.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import typst

SPAN = re.compile(r"\[\^(\d+)\]|\[([^\]]*)\]\(([^)]*)\)|<(https?[^>]*)>")
FROM_RIGHT = re.compile("[\u0590-\u06ff]")
LATIN = re.compile(r"[A-Za-zĀ-ž][A-Za-zĀ-ž0-9 ,.:?]*[A-Za-zĀ-ž0-9.?,]")
TEX = {"ar": ("arabic", "arabicfont[Script=Arabic]"), "he": ("hebrew", "hebrewfont[Script=Hebrew]"),
       "fa": ("persian", "persianfont[Script=Arabic]")}


def inline(text, notes, plain, note, link):
    """A text with its spans written by the functions given."""
    out, at = [], 0
    for span in SPAN.finditer(text):
        out.append(plain(text[at:span.start()]))
        number, label, url, bare = span.groups()
        if number:
            out.append(note(inline(notes[number], notes, plain, note, link), notes[number]))
        else:
            out.append(link(url or bare, label and plain(label)))
        at = span.end()
    return "".join(out) + plain(text[at:])


def blocks(body):
    """The blocks of a body as (kind, text or rows)."""
    for block in re.split(r"\n\n+", body.strip()):
        if block.startswith("# "):
            yield "heading", block[2:]
        elif block.startswith("> "):
            yield "quote", block[2:]
        elif block.startswith("|"):
            rows = [line.strip("|").split("|") for line in block.split("\n") if not line.startswith("|---")]
            yield "table", [[cell.strip() for cell in row] for row in rows]
        elif re.match(r"\d+\. ", block):
            yield "list", [re.sub(r"^\d+\. ", "", line) for line in block.split("\n")]
        else:
            yield "text", block


def to_typst(title, body, notes, language, font):
    plain = lambda text: re.sub(r"([#@$*_`<>])", r"\\\1", text)
    link = lambda url, label: f'#link("{url}")' + (f"[{label}]" if label else "")
    write = lambda text: inline(text, notes, plain, lambda note, _: f"#footnote[{note}]", link)
    out = [f'#set text(lang: "{language}", font: ("{font}", "Noto Serif"))', '#set page(numbering: "1")',
           "#show link: underline", f"#align(center, text(size: 18pt)[{title}])"]
    for kind, what in blocks(body):
        if kind == "heading":
            out.append("= " + write(what))
        elif kind == "quote":
            out.append(f"#quote(block: true)[{write(what)}]")
        elif kind == "table":
            rows = "".join("  " + ", ".join(f"[{write(cell)}]" for cell in row) + ",\n" for row in what)
            out.append(f"#table(columns: {len(what[0])},\n{rows})")
        elif kind == "list":
            out.append("\n".join("+ " + write(item) for item in what))
        else:
            out.append(write(what))
    return "\n\n".join(out)


def to_tex(title, body, notes, language, font):
    escape = lambda text: re.sub(r"([#$%&_{}])", r"\\\1", text)
    english = lambda text: f"\\textenglish{{{text}}}"

    def plain(text):
        return LATIN.sub(lambda run: english(run[0]), escape(text)) if FROM_RIGHT.search(text) else escape(text)

    link = lambda url, label: f"\\href{{{escape(url)}}}{{{label}}}" if label else f"\\url{{{url}}}"
    note = lambda text, source: f"\\footnote{{{text if FROM_RIGHT.search(source) else english(text)}}}"
    write = lambda text: inline(text, notes, plain, note, link)
    name, family = TEX[language]
    out = [r"\documentclass[11pt]{article}", r"\usepackage{fontspec,hyperref,polyglossia}",
           f"\\setmainlanguage{{{name}}}\\setotherlanguage{{english}}", f"\\newfontfamily\\{family}{{{font}}}",
           r"\newfontfamily\englishfont{Noto Serif}", f"\\title{{{title}}}\\author{{}}\\date{{}}",
           r"\begin{document}\maketitle"]
    for kind, what in blocks(body):
        if kind == "heading":
            out.append(f"\\section{{{write(what)}}}")
        elif kind == "quote":
            out.append(f"\\begin{{quote}}{write(what)}\\end{{quote}}")
        elif kind == "table":
            out.append("\n\n".join(" — ".join(write(cell) for cell in row) for row in what))
        elif kind == "list":
            items = "\n".join("\\item " + write(item) for item in what)
            out.append(f"\\begin{{enumerate}}\n{items}\n\\end{{enumerate}}")
        else:
            out.append(write(what))
    return "\n\n".join([*out, r"\end{document}"])


def run(*command, cwd):
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(folder, language, font):
    folder = pathlib.Path(folder).resolve()
    _, head, body = (folder / "report.md").read_text(encoding="utf8").split("---\n", 2)
    title = re.search('title: "(.*)"', head)[1].replace('\\"', '"')
    notes = {}

    def take(match):
        notes[match[1]] = re.sub(r"\n\n    ", "\n\n", match[2].strip())
        return ""

    body = re.sub(r"^\[\^(\d+)\]: (.*(?:\n\n    .*)*)\n?", take, body, flags=re.M)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        shutil.copy(folder / "report.md", work)
        run("pandoc", "report.md", "-o", "report.docx", cwd=work)
        run("pandoc", "-s", "report.md", "-o", "report.html", cwd=work)
        for name, tagged in [("libreoffice", "false"), ("libreoffice-tagged", "true")]:
            options = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
            run("soffice", "--headless", "--convert-to", options, "report.docx", cwd=work)
            (work / "report.pdf").rename(work / f"{name}.pdf")
        run("chromium", "--headless", "--no-sandbox", "--print-to-pdf=whole.pdf", "report.html", cwd=work)
        run("qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", "whole.pdf",
            "chromium.pdf", cwd=work)
        run("weasyprint", "report.html", "weasyprint.pdf", cwd=work)
        (work / "report.typ").write_text(to_typst(title, body, notes, language, font), encoding="utf8")
        typst.compile(str(work / "report.typ"), output=str(work / "typst.pdf"))
        (work / "xetex.tex").write_text(to_tex(title, body, notes, language, font), encoding="utf8")
        for _ in range(2):
            subprocess.run(["xelatex", "-interaction=nonstopmode", "xetex.tex"], cwd=work, stdout=subprocess.DEVNULL)
        (work / "whole.pdf").unlink()
        (work / "report.pdf").unlink(missing_ok=True)
        for made in work.glob("*.pdf"):
            shutil.copy(made, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
