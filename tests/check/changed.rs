//! What has changed, by git, which has to be there.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::known::{DOCUMENTS, ask, counting, document, web, write};
use super::{command, run};

fn git(directory: &Path, args: &[&str]) {
    let settings = ["-c", "user.name=Ed", "-c", "user.email=ed@courier.example", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").arg("-C").arg(directory).args(settings).args(args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with the documents in its first commit.
fn repository(root: &Path) {
    write(root);
    git(root, &["init", "--quiet"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "Begin"]);
}

fn looked_at(root: &Path, args: &[&str]) -> Vec<String> {
    let ran = run(command(root).args(["--offline", "--report", "json=-"]).args(args));
    let report = ran.report();
    report["documents"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs git"]
fn only_what_has_changed_is_looked_at() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    repository(root);
    git(root, &["checkout", "--quiet", "-b", "topic"]);
    fs::write(root.join(DOCUMENTS[1]), document(&["dams", "lost"])).unwrap();
    git(root, &["commit", "--quiet", "-a", "-m", "Cite the minutes"]);
    // What goes on elsewhere is no change of this branch.
    git(root, &["checkout", "--quiet", "main"]);
    fs::write(root.join(DOCUMENTS[2]), document(&["wells", "canals"])).unwrap();
    git(root, &["commit", "--quiet", "-a", "-m", "Cite the canals"]);
    git(root, &["checkout", "--quiet", "topic"]);

    let web = web();
    let ran = ask(root, &web, &["check"], &["docs", "--changed-since", "main", "--report", "json=-"]);
    assert_eq!((ran.code, counting(&ran.report())), (1, vec!["dead-link docs/dams.md 2".to_owned()]), "{ran}");
    assert_eq!(ran.report()["summary"]["documents"], 1);

    // Renamed, not yet committed, new; and one whose name has more in it than names have.
    git(root, &["mv", DOCUMENTS[2], "docs/springs.md"]);
    fs::write(root.join(DOCUMENTS[0]), document(&["canals"])).unwrap();
    let odd = "docs/ \"odd\" و.md";
    fs::write(root.join(odd), document(&["wells"])).unwrap();
    assert_eq!(
        looked_at(root, &["docs", "--changed-since", "main"]),
        [odd, DOCUMENTS[0], DOCUMENTS[1], "docs/springs.md"]
    );
    assert_eq!(
        looked_at(&root.join("docs"), &["annex.html", "./canals.md", "--changed-since", "main"]),
        ["./canals.md"]
    );

    let ran = run(command(root).args(["--offline", DOCUMENTS[3], "--changed-since", "main"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "isnad: no document has changed since main\n"), "{ran}");
}

#[test]
#[ignore = "needs git"]
fn a_document_has_changed_where_what_it_draws_in_has() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    fs::create_dir_all(root.join("book/chapters")).unwrap();
    let put = |name: &str, text: &str| fs::write(root.join("book").join(name), text).unwrap();
    put(
        "main.tex",
        "\\documentclass{book}\\addbibresource{w.bib}\\begin{document}\\input{chapters/one}\\end{document}",
    );
    put("chapters/one.tex", "So it was said.\\footcite{dam}");
    put("other.tex", "\\documentclass{book}\\begin{document}Nothing.\\end{document}");
    put("w.bib", "@online{dam, title = {The dam}, url = {https://courier.example/dam}}");
    put("paper.md", "---\nbibliography: p.bib\n---\nSo it was said [@canal].\n");
    put("p.bib", "@online{canal, title = {The canal}, url = {https://courier.example/canal}}");
    git(root, &["init", "--quiet"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "Begin"]);
    let looked_at = || looked_at(root, &["book", "--changed-since", "HEAD"]);
    assert_eq!(looked_at(), [""; 0]);
    put("w.bib", "@online{dam, title = {The dam}, url = {https://courier.example/lost}}");
    assert_eq!(looked_at(), ["book/main.tex"], "the bibliography is read there");
    git(root, &["checkout", "--quiet", "."]);
    put("chapters/one.tex", "So it was said.\\footcite{dam} And so.\\footcite{canal}");
    put("p.bib", "@online{canal, title = {The canal}, url = {https://courier.example/lost}}");
    assert_eq!(looked_at(), ["book/main.tex", "book/paper.md"], "the chapter is audited where it is drawn in");
}

#[test]
#[ignore = "needs git"]
fn what_git_cannot_tell_is_said_with_its_cure() {
    let directory = tempfile::tempdir().unwrap();
    let root = &directory.path().join("repository");
    fs::create_dir(root).unwrap();
    repository(root);
    fs::write(root.join(DOCUMENTS[1]), document(&["dams", "lost"])).unwrap();
    git(root, &["commit", "--quiet", "-a", "-m", "Cite the minutes"]);
    git(root, &["checkout", "--quiet", "--orphan", "apart"]);
    git(root, &["commit", "--quiet", "-m", "Begin again"]);
    git(root, &["checkout", "--quiet", "main"]);
    let url = format!("file://{}", root.display());
    git(directory.path(), &["clone", "--quiet", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    fs::create_dir(directory.path().join("loose")).unwrap();
    write(&directory.path().join("loose"));
    let said = |repository: &str, revision: &str| {
        let root = directory.path().join(repository);
        let ran = run(command(&root).args(["--offline", "docs", &format!("--changed-since={revision}")]));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran}");
        ran.stderr
    };
    for (repository, revision, expected) in [
        ("repository", "no-such-branch", "there is no such revision here; fetch it"),
        ("repository", "apart", "it has no commit in common with HEAD"),
        ("repository", "--output=x", "it is no revision"),
        ("shallow", "HEAD~1", "this clone is shallow and does not have it; fetch it (`fetch-depth: 0`"),
        ("shallow", "origin/apart", "this clone is shallow, and what the two have in common lies deeper"),
        ("loose", "main", "is in no repository that git reads"),
    ] {
        let stderr = said(repository, revision);
        assert!(stderr.starts_with("isnad: cannot tell what has changed") && stderr.contains(expected), "{stderr}");
    }
    let mut without_git = command(root);
    let ran = run(without_git.args(["--offline", "docs", "--changed-since", "main"]).env("PATH", "/nowhere"));
    assert!(ran.code == 2 && ran.stderr.contains("there is no git here; install it"), "{ran}");
    assert!(!root.join("x").exists());
}
