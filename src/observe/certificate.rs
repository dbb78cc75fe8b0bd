//! The one thing that is read of a certificate: whether its subject is its issuer (X.509, RFC 5280, 4.1).

/// The tags of DER that lead there.
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;

/// Whether a host made a certificate (in DER) out to itself.
pub(super) fn is_self_signed(der: &[u8]) -> bool {
    names(der).is_some_and(|(issuer, subject)| issuer == subject)
}

/// The issuer and the subject: the fourth and the sixth part of the certificate's first part, which may begin with a
/// version.
fn names(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (tag, certificate, _) = part(der)?;
    let (inner, to_be_signed, _) = part(certificate)?;
    if tag != SEQUENCE || inner != SEQUENCE {
        return None;
    }
    let mut rest = to_be_signed;
    if part(rest)?.0 == VERSION {
        rest = part(rest)?.2;
    }
    // The serial number and the algorithm.
    rest = part(part(rest)?.2)?.2;
    let (_, issuer, rest) = part(rest)?;
    let (_, _validity, rest) = part(rest)?;
    Some((issuer, part(rest)?.1))
}

/// The tag and the content of the first part, and what follows it.
fn part(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if bytes.len() > 4 {
            return None;
        }
        (bytes.iter().fold(0, |length, &byte| length << 8 | usize::from(byte)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

    use super::*;

    fn params(name: &str) -> CertificateParams {
        let mut params = CertificateParams::new(vec!["news.example".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params
    }

    #[test]
    fn a_certificate_that_vouches_for_itself_is_told_from_one_that_is_vouched_for() {
        let key = KeyPair::generate().unwrap();
        let own = params("news.example").self_signed(&key).unwrap();
        assert!(is_self_signed(own.der()));
        let mut authority = params("An authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issued = params("news.example").signed_by(&key, &Issuer::new(authority, KeyPair::generate().unwrap()));
        assert!(!is_self_signed(issued.unwrap().der()));
        for cut in 0..own.der().len().min(200) {
            assert!(!is_self_signed(&own.der()[..cut]));
        }
        assert!(!is_self_signed(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]));
    }
}
