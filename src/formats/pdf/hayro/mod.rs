//! The engine on `hayro-interpret`.

mod destinations;
mod device;
mod links;
mod repair;
mod shares;
mod structure;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page};
use hayro_syntax::object::{Array, Object, Stream};
use hayro_syntax::page::Page as RawPage;
use hayro_syntax::{LoadPdfError, Pdf};

use self::destinations::Destinations;
use self::device::{Collector, Stop};
use super::{Engine, Event, Failure, MOST_CONTENT, MOST_PAGES, OpenError, PAGE_TIME, Page};

/// The engine.
pub(super) struct Hayro;

impl Engine for Hayro {
    fn read<T: Send>(
        file: Vec<u8>,
        lay: &(dyn Fn(Page) -> T + Sync),
        tell: &mut dyn FnMut(Event<T>) -> ControlFlow<()>,
    ) -> Result<(), OpenError> {
        let (pdf, mended) = open(file)?;
        let pages = pdf.pages();
        if tell(Event::Opened(pages.len())).is_break() || mended && tell(Event::Mended).is_break() {
            return Ok(());
        }
        if let Some(structure) = guarded(|| structure::read(&pdf)).flatten()
            && tell(Event::Structure(structure)).is_break()
        {
            return Ok(());
        }
        let destinations = guarded(|| Destinations::of(&pdf)).unwrap_or_default();
        let pages = pages.get(..MOST_PAGES).unwrap_or(pages);
        if shares::may_be_several(pages.len()) {
            // The parser mends the places of all objects when it meets one that is not where it should be. Threads would
            // see that sooner or later; so it is done before, and whatever the number of threads.
            guarded(|| pdf.objects().into_iter().for_each(drop));
        }
        let reader = || {
            let mut cache = InterpreterCache::new();
            let (pdf, destinations) = (&pdf, &destinations);
            move |index: usize| {
                // The indices are those of pages.
                let page = pages.get(index).ok_or(Failure::Damaged);
                match page.and_then(|page| one(pdf, page, &cache, destinations)) {
                    Ok(page) => guarded(|| lay(page)).map_or(Event::Failed(Failure::Damaged), Event::Page),
                    Err(failure) => {
                        // What a page left half done in it is not to be met again.
                        cache = InterpreterCache::new();
                        Event::Failed(failure)
                    }
                }
            }
        };
        let readers = shares::Readers::enter();
        shares::read(pages.len(), readers.threads(pages.len()), reader, tell);
        Ok(())
    }
}

/// Opens a file; one that has lost the list of its pages with those that are found in it. Says whether it has.
fn open(file: Vec<u8>) -> Result<(Pdf, bool), OpenError> {
    // Shared, so that a file which is whole is not held twice.
    let file: Arc<Vec<u8>> = Arc::new(file);
    let opened = |bytes: Arc<Vec<u8>>| guarded(|| Pdf::new(bytes)).unwrap_or(Err(LoadPdfError::Invalid));
    match opened(Arc::clone(&file)) {
        Ok(pdf) if !pdf.pages().is_empty() => Ok((pdf, false)),
        Err(LoadPdfError::Decryption(error)) => Err(reason(LoadPdfError::Decryption(error))),
        broken => match repair::repaired(&file).map(|repaired| opened(Arc::new(repaired))) {
            Some(Ok(pdf)) => Ok((pdf, true)),
            _ => broken.map(|pdf| (pdf, false)).map_err(reason),
        },
    }
}

fn reason(error: LoadPdfError) -> OpenError {
    use hayro_syntax::DecryptionError;
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => OpenError::Password,
        LoadPdfError::Decryption(_) => OpenError::Encryption,
        LoadPdfError::Invalid => OpenError::Broken,
    }
}

/// The one place where a panic is caught: the parser is not ours, what it reads is hostile, and the pages before and
/// after one that it trips over are worth having. It is also the only way to leave it half-way.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn one<'a>(
    pdf: &'a Pdf,
    page: &'a RawPage<'a>,
    cache: &InterpreterCache<'a>,
    destinations: &Destinations<'a>,
) -> Result<Page, Failure> {
    if guarded(|| is_large(page)).unwrap_or(true) {
        return Err(Failure::Large);
    }
    let measured = guarded(|| (page.render_dimensions(), page.initial_transform(true).to_kurbo()));
    let ((width, height), transform) = measured.ok_or(Failure::Damaged)?;
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut collector = Collector::new(width, height, Instant::now() + PAGE_TIME);
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut context = Context::new(transform, frame, cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut collector);
    }));
    let mut told = collector.finish();
    if let Err(payload) = read {
        match payload.downcast_ref::<Stop>() {
            Some(Stop::Full) => told.overfull = true,
            Some(Stop::Late) => return Err(Failure::Slow),
            None => return Err(Failure::Damaged),
        }
    }
    told.links = guarded(|| links::of(pdf, page, transform, destinations)).unwrap_or_default();
    Ok(told)
}

/// Whether the content of a page is too large to be decoded. Deflate makes at most about a thousand bytes of one, so
/// only streams that are long themselves are looked into.
fn is_large(page: &RawPage<'_>) -> bool {
    let streams: Vec<Stream<'_>> = match page.raw().get::<Object<'_>>(b"Contents".as_slice()) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => Array::iter::<Stream<'_>>(&array).collect(),
        _ => Vec::new(),
    };
    let mut sum = 0;
    for stream in streams {
        let raw = stream.raw_data();
        sum += if (raw.len() as u64) * 1032 > MOST_CONTENT { inflated(&raw) } else { raw.len() as u64 };
        if sum > MOST_CONTENT {
            return true;
        }
    }
    false
}

/// How many bytes a stream inflates to, counted no further than the bound.
fn inflated(raw: &[u8]) -> u64 {
    use std::io::{Read, copy, sink};
    let decoder = flate2::read::ZlibDecoder::new(raw);
    let counted = copy(&mut decoder.take(MOST_CONTENT + 1), &mut sink()).unwrap_or_default();
    counted.max(raw.len() as u64)
}
