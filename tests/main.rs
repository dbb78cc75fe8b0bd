//! All tests that run the program from outside, in one binary.

#![allow(clippy::unwrap_used, reason = "a failed test is what an unwrap is for")]

mod action;
mod cache;
mod check;
mod cli;
mod copies;
mod evidence;
mod extract;
mod formats;
mod gold;
mod hooks;
mod house;
mod observe;
mod pdf;
mod read;
mod registers;
mod reports;
mod robust;
mod rules;
mod support;
