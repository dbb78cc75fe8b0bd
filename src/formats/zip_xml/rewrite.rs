//! A container written again with some of its parts changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::package::{PackageError, resolved};

/// A copy of a container in which these parts have these bytes; those that are not there yet come last. All others are
/// copied as they are packed, byte by byte and in their order.
///
/// # Errors
///
/// Where the container cannot be read, or names a part twice.
pub fn rewritten(bytes: &[u8], mut parts: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PackageError> {
    let damaged = |error: &dyn std::fmt::Display| PackageError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + bytes.len() / 8)));
    writer.set_raw_comment(archive.comment().into()).map_err(|error| damaged(&error))?;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        let name = file.name().map_err(|error| damaged(&error))?.into_owned();
        let key = resolved(&name).and_then(|name| parts.keys().find(|part| part.eq_ignore_ascii_case(&name)).cloned());
        let Some(content) = key.and_then(|key| parts.remove(&key)) else {
            writer.raw_copy_file(file).map_err(|error| damaged(&error))?;
            continue;
        };
        let method = match file.compression() {
            CompressionMethod::Stored => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let mut options = SimpleFileOptions::default().compression_method(method);
        if let Some(time) = file.last_modified() {
            options = options.last_modified_time(time);
        }
        drop(file);
        writer.start_file(name, options).map_err(|error| damaged(&error))?;
        writer.write_all(&content).map_err(|error| damaged(&error))?;
    }
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).map_err(|error| damaged(&error))?;
        writer.write_all(&content).map_err(|error| damaged(&error))?;
    }
    Ok(writer.finish().map_err(|error| damaged(&error))?.into_inner())
}
