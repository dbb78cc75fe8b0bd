//! All tests that run the program from outside, in one binary.

mod cli;
mod extract;
mod house;
mod observe;
mod read;
mod reports;
mod rules;
mod support;
