//! Notes printed in running text.
