//! What commands and environments mean to a reader of notes.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::read::canvas::Break;

/// What is done at a command. Arguments are written as in `xparse`: `s` a star, `o` an option, `m` an argument; `t` is
/// an argument that is text, `g` one that must stand in braces on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Its arguments are read; only the `t` ones are seen.
    Arguments(&'static str),
    /// The same, in a block of its own.
    Block(&'static str),
    /// The same, in quotation marks.
    Quoted(&'static str),
    /// Breaks the text.
    Break(Break),
    /// `\footnote[number]{text}` and its like.
    Note,
    /// `\endnote[number]{text}`.
    Endnote,
    /// `\title{text}` and what else the title is made of.
    Title,
    /// `\thanks{text}`, a note of the title.
    Thanks,
    /// `\footnotemark[number]`.
    Mark,
    /// `\footnotetext[number]{text}`.
    Text,
    /// `\footref{label}`.
    NoteRef,
    /// `\href{url}{text}`.
    Href,
    /// `\url{url}`.
    Url,
    /// A command of citation.
    Cite(Cite),
    /// `\bibitem[label]{key}`.
    Item,
    /// `\bibliography{files}` and `\printbibliography`.
    Bibliography,
    /// `\addbibresource{file}`.
    Resource,
    /// `\nocite{keys}`.
    NoCite,
    /// `\bibliographystyle{style}`.
    Style,
    /// `\usepackage[options]{package}`.
    Package,
    /// Draws in a file.
    Input,
    /// `\ref{label}`.
    Ref,
    /// `\label{label}`.
    Label,
    /// Changes a counter: `set`, `add` or `step`.
    Counter(&'static str),
    /// `\numberwithin{counter}{of}`, or the other way round.
    Within(&'static str),
    /// `\chapter`, which begins a new sequence of footnotes.
    Chapter,
    /// `\section`, which may begin one.
    Section,
    /// Defines a command.
    Define(&'static str),
    /// `\begin{environment}`.
    Begin,
    /// `\end{environment}`.
    End,
    /// `\verb` and its like.
    Verb,
    /// `\makeatletter` and `\makeatother`.
    AtLetter(bool),
    /// A condition that TeX itself has, such as `\ifx`.
    If,
    /// `\else` and `\or`.
    Else,
    /// `\item[label]`.
    ListItem,
    /// `\char`.
    Char,
    /// `\(`, `\[` and their ends, and `\ensuremath`.
    Math(bool),
}

/// How a command of citation prints a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cite {
    /// As the style has it where the command stands.
    Plain,
    /// In a footnote where the style prints whole citations, else as [`Cite::Plain`].
    Auto,
    /// In a footnote of its own.
    Foot,
    /// In whole, where it stands.
    Full,
    /// A part of it: author, year or title.
    Part,
}

/// What is done at a command.
pub(super) fn action(name: &str) -> Option<Action> {
    COMMANDS.get(name).copied()
}

/// The arguments of an environment, in the notation of [`Action`].
pub(super) fn environment(name: &str) -> &'static str {
    ENVIRONMENTS.iter().find(|(known, _)| *known == name).map_or("o", |(_, arguments)| *arguments)
}

static COMMANDS: LazyLock<HashMap<&'static str, Action>> = LazyLock::new(|| {
    let groups = GROUPS.iter().flat_map(|(names, action)| names.split(' ').map(|name| (name, *action)));
    groups.chain([("\\", Action::Break(Break::Line))]).collect()
});

/// Environments that take arguments other than one option.
const ENVIRONMENTS: [(&str, &str); 26] = [
    ("tabular", "om"),
    ("array", "om"),
    ("tabular*", "mom"),
    ("tabularx", "mom"),
    ("tabulary", "mom"),
    ("longtable", "om"),
    ("xltabular", "omm"),
    ("supertabular", "m"),
    ("tblr", "om"),
    ("minipage", "ooom"),
    ("wrapfigure", "omom"),
    ("wraptable", "omom"),
    ("multicols", "mo"),
    ("thebibliography", "m"),
    ("otherlanguage", "om"),
    ("otherlanguage*", "om"),
    ("list", "mm"),
    ("spacing", "m"),
    ("adjustwidth", "mm"),
    ("column", "om"),
    ("frame", "ooogg"),
    ("block", "g"),
    ("exampleblock", "g"),
    ("alertblock", "g"),
    ("textblock", "m"),
    ("CSLReferences", "mm"),
];

/// Environments that are pictures: nothing in them is text of the document.
pub(super) const PICTURES: [&str; 8] =
    ["tikzpicture", "pgfpicture", "picture", "axis", "tikzcd", "pspicture", "forest", "asy"];

/// Environments of mathematics.
pub(super) const MATHEMATICS: [&str; 16] = [
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "multline",
    "multline*",
    "eqnarray",
    "eqnarray*",
    "math",
    "displaymath",
    "flalign",
    "flalign*",
    "alignat",
    "alignat*",
];

const GROUPS: &[(&str, Action)] = &[
    (
        "footnote LTRfootnote RTLfootnote Footnote footnoteA footnoteB footnoteC Afootnote Bfootnote Cfootnote \
         tablefootnote sidenote pagenote tfootnote blfootnote*",
        Action::Note,
    ),
    ("endnote bookendnote", Action::Endnote),
    ("thanks", Action::Thanks),
    ("footnotemark LTRfootnotemark RTLfootnotemark", Action::Mark),
    ("footnotetext LTRfootnotetext RTLfootnotetext", Action::Text),
    ("footref", Action::NoteRef),
    ("href", Action::Href),
    ("url burl nolinkurl path", Action::Url),
    (
        "cite Cite citep Citep citealp Citealp citet Citet citealt Citealt parencite Parencite textcite Textcite cites Cites \
         parencites textcites supercite citenum onlinecite citeonline Latincite LTRcite RTLcite smartcite Smartcite \
         shortcite citeN citeA citeNP shortciteN shortciteA parentcite autocitep",
        Action::Cite(Cite::Plain),
    ),
    ("autocite Autocite autocites Autocites", Action::Cite(Cite::Auto)),
    ("footcite Footcite footcites footfullcite footcitetext smartcites", Action::Cite(Cite::Foot)),
    ("fullcite bibentry", Action::Cite(Cite::Full)),
    (
        "citeauthor Citeauthor citefullauthor citeyear citeyearpar citedate citetitle citeurl shortciteyear citeyearNP",
        Action::Cite(Cite::Part),
    ),
    ("bibitem", Action::Item),
    ("bibliography printbibliography", Action::Bibliography),
    ("addbibresource addglobalbib", Action::Resource),
    ("nocite", Action::NoCite),
    ("bibliographystyle setcitestyle", Action::Style),
    ("usepackage RequirePackage", Action::Package),
    ("input include subfile subfileinclude import subimport", Action::Input),
    ("ref pageref autoref cref Cref nameref eqref vref fullref", Action::Ref),
    ("label", Action::Label),
    ("setcounter", Action::Counter("set")),
    ("addtocounter", Action::Counter("add")),
    ("stepcounter refstepcounter", Action::Counter("step")),
    ("numberwithin counterwithin @addtoreset", Action::Within("in")),
    ("counterwithout @removefromreset", Action::Within("out")),
    ("chapter", Action::Chapter),
    ("section", Action::Section),
    ("newcommand renewcommand providecommand DeclareRobustCommand newcommandx", Action::Define("new")),
    ("NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand", Action::Define("xparse")),
    ("def gdef edef xdef", Action::Define("def")),
    ("let", Action::Define("let")),
    ("begin", Action::Begin),
    ("end", Action::End),
    ("verb Verb lstinline mintinline", Action::Verb),
    ("makeatletter", Action::AtLetter(true)),
    ("makeatother", Action::AtLetter(false)),
    (
        "if ifcat ifx ifnum ifdim ifodd ifcase ifdefined ifcsname iftrue iffalse ifmmode ifvmode ifhmode ifinner",
        Action::If,
    ),
    ("else or", Action::Else),
    ("item", Action::ListItem),
    ("char", Action::Char),
    ("( [", Action::Math(true)),
    (") ]", Action::Math(false)),
    ("newline linebreak tabularnewline cr", Action::Break(Break::Line)),
    (
        "par newpage clearpage cleardoublepage pagebreak maketitle tableofcontents bigskip medskip smallskip and \
         appendix frontmatter mainmatter backmatter",
        Action::Break(Break::Block),
    ),
    (
        "part subsection subsubsection paragraph subparagraph addchap addsec addpart minisec caption captionof* subcaption \
         frametitle framesubtitle",
        Action::Block("sot"),
    ),
    ("title subtitle author", Action::Title),
    ("captionof", Action::Block("mot")),
    ("titlefootnote blfootnote marginpar marginnote sidenotetext todo", Action::Block("ot")),
    ("enquote textquote blockquote", Action::Quoted("sot")),
    ("foreignquote hyphenquote foreigntextquote", Action::Quoted("smt")),
    ("hypertarget hyperlink hyperdef fcolorbox*", Action::Arguments("mt")),
    ("hyperref", Action::Arguments("ot")),
    ("texorpdfstring", Action::Arguments("tm")),
    ("textcolor foreignlanguage colorbox textlang", Action::Arguments("omt")),
    ("fcolorbox", Action::Arguments("ommt")),
    ("parbox", Action::Arguments("ooomt")),
    // What comes next, and whether something is defined, is not looked at: the last case is read.
    ("@ifnextchar @ifundefined ifdef ifcsdef", Action::Arguments("mmt")),
    ("@ifstar", Action::Arguments("mt")),
    ("mathchoice", Action::Arguments("tmmm")),
    ("makebox framebox", Action::Arguments("oot")),
    ("raisebox", Action::Arguments("moot")),
    ("resizebox", Action::Arguments("smmt")),
    ("scalebox", Action::Arguments("mot")),
    ("rotatebox", Action::Arguments("omt")),
    ("multicolumn", Action::Arguments("mmt")),
    ("multirow", Action::Arguments("omomot")),
    ("href*", Action::Arguments("omt")),
    (
        "documentclass PassOptionsToPackage PassOptionsToClass usetikzlibrary usetheme usecolortheme setlength addtolength \
         hypersetup lstset geometry pagestyle thispagestyle selectlanguage setmainlanguage setotherlanguage setotherlanguages \
         setdefaultlanguage setmainfont setsansfont setmonofont settextfont setlatintextfont setdigitfont graphicspath \
         DeclareGraphicsExtensions hyphenation theoremstyle vspace hspace addvspace enlargethispage includegraphics \
         lstinputlisting inputminted verbatiminput VerbatimInput index glossary addcontentsline addtocontents phantomsection \
         fontspec setstretch linespread fontsize selectfont color pagecolor definecolor newtheorem newcounter newlength \
         babelprovide babelfont captionsetup bibpunct defbibheading DeclareLanguageMapping ExecuteBibliographyOptions \
         hline cline cmidrule rule pagenumbering markboth markright includeonly urlstyle raggedright centering noindent \
         newif usefont KOMAoptions setkeys DeclareUnicodeCharacter special write typeout message IfFileExists missingfigure \
         newfontfamily newenvironment renewenvironment IfPackageLoadedTF tolerance hyphenpenalty printendnotes theendnotes \
         defpersianfont urldef date setbeamertemplate setbeamercolor setbeamerfont tikzset pgfplotsset sisetup addtokomafont \
         setkomafont titleformat titlespacing DeclareMathOperator AtBeginDocument AtEndDocument DefineVerbatimEnvironment \
         lstdefinelanguage lstdefinestyle newunicodechar UseMicrotypeSet setcitestyle* fancyhead fancyfoot lhead rhead cfoot \
         lfoot rfoot chead renewbibmacro DeclareFieldFormat newacronym newglossaryentry",
        Action::Arguments("?"),
    ),
];
