//! tmp
/// tmp
pub fn find(text: &str) -> Vec<usize> {
    ["الرابط","Link","link","Bağlantı","bağlantı"].iter().filter_map(|l| text.find(l)).collect()
}
