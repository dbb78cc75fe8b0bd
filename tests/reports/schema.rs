//! The JSON Schema that `isnad schema` prints, and what isnad writes held against it by a validator that is not ours.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

use crate::support::isnad::isnad;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Validator {
    let output = isnad(root()).arg("schema").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(schema: &Validator, report: &Value) -> Vec<String> {
    schema.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_sample_and_every_extraction_is_as_the_schema_says() {
    let schema = schema();
    let samples = fs::read_dir(root().join("reports")).unwrap().map(|entry| entry.unwrap().path());
    let samples: Vec<PathBuf> = samples.filter(|path| path.to_string_lossy().ends_with(".isnad.json")).collect();
    assert!(samples.len() >= 2);
    for sample in samples {
        let report: Value = serde_json::from_str(&fs::read_to_string(&sample).unwrap()).unwrap();
        assert_eq!(errors(&schema, &report), Vec::<String>::new(), "{}", sample.display());
    }
    let mut extracted = 0;
    for entry in fs::read_dir(root().join("tests/report")).unwrap() {
        let path = entry.unwrap().path();
        let output = isnad(root()).arg("extract").arg(&path).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(errors(&schema, &report), Vec::<String>::new(), "{}", path.display());
        extracted += report["documents"][0]["notes"].as_array().map_or(0, Vec::len);
    }
    assert!(extracted > 10, "{extracted}");
}

/// A schema that allows everything would pass the test above.
#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema = schema();
    let sample = fs::read_to_string(root().join("reports/river-basin.isnad.json")).unwrap();
    let sample: Value = serde_json::from_str(&sample).unwrap();
    let mut missing = 0;
    let objects = [
        "",
        "/run",
        "/documents/0",
        "/documents/0/notes/0",
        "/documents/0/notes/0/place",
        "/documents/0/notes/0/citations/0",
        "/sources/0",
        "/findings/0",
        "/summary",
    ];
    for object in objects {
        for key in sample.pointer(object).unwrap().as_object().unwrap().keys() {
            let mut without = sample.clone();
            without.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(key);
            assert!(!errors(&schema, &without).is_empty(), "{object} without {key}");
            missing += 1;
        }
    }
    assert!(missing > 80, "{missing}");
    let wrong = [
        ("/schema", "isnad-report/2"),
        ("/run/mode", "maybe"),
        ("/documents/0/notes/0/citations/0/verdict", "fake"),
        ("/documents/0/notes/0/citations/0/date_readings/0", "5 May 2021"),
        ("/findings/0/severity", "fatal"),
        ("/sources/0/status", "200"),
    ];
    for (pointer, value) in wrong {
        let mut report = sample.clone();
        *report.pointer_mut(pointer).unwrap() = value.into();
        assert!(!errors(&schema, &report).is_empty(), "{pointer}");
    }
}
